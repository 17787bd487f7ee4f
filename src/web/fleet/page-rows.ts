import type { Steps } from "#web/lib/steps.ts";
import type { ChainPage } from "./chain.ts";
import type { FollowedList } from "./followed-list.ts";
import type { Judge } from "./judge.ts";
import type { Entry, KnownRows } from "./known-rows.ts";
import { goesOn, type ListRows } from "./merged-rows.ts";
import type { FleetRow } from "./row.ts";
import { joined } from "./sorted-rows.ts";

/** What of one page is shown. */
interface PageRows {
  readonly rows: readonly FleetRow[];
  readonly undecided: number;
  /** The judge's round it is of. */
  readonly round: number;
}

/**
 * The rows of a single list, put together of its pages' rows. Those are kept for as long as neither the page nor a row on it nor the judge's
 * mind has changed: a large list costs a copy of its rows, and no look at them.
 */
export function createPageRows(known: KnownRows, judge: Judge) {
  const kept = new WeakMap<ChainPage<Entry>, PageRows>();

  function rowsOf(page: ChainPage<Entry>): PageRows {
    const before = kept.get(page);
    if (before?.round === judge.round()) return before;
    const rows: FleetRow[] = [];
    let undecided = 0;
    for (const entry of page.items) {
      const verdict = judge.verdict(entry);
      if (verdict === true) rows.push(entry.row);
      else if (verdict === undefined) undecided += 1;
    }
    const now = { rows, undecided, round: judge.round() };
    kept.set(page, now);
    return now;
  }

  return {
    /** Forgets what was kept of pages on which a row has changed. To be called before each look. */
    renew: (lists: readonly FollowedList[]): void => {
      for (const entry of known.takeChanged())
        for (const list of lists) {
          const page = list.pageOf(entry);
          if (page) kept.delete(page);
        }
    },
    ofList: function* (list: FollowedList): Steps<ListRows> {
      const parts: PageRows[] = [];
      for (const page of list.chain().pages) {
        parts.push(rowsOf(page));
        yield;
      }
      const rows = joined(parts.map((part) => part.rows));
      const undecided = parts.reduce((sum, part) => sum + part.undecided, 0);
      return { rows, undecided, settled: rows.length, next: goesOn(list) ? list : undefined };
    },
  };
}
