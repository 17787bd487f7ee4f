import type { ListPage } from "#web/data/sandboxes.ts";
import type { ChainPage } from "./chain.ts";
import { endsInDoubt, meets, rereadPage, strays } from "./chain-reread.ts";
import type { FollowedList } from "./followed-list.ts";
import type { Entry, KnownRows } from "./known-rows.ts";
import { listOrders } from "./row.ts";

/** Judges what was read anew of a list, and puts it in place of what was known. Loaded with the upkeep: the first rows need none of it. */
export interface ListRereading {
  /**
   * Whether pages read one after the other from this cursor on come to rows that stood there before, and do not end far behind them: if
   * not, rows in between may be missing.
   */
  readonly reachesKnown: (
    list: FollowedList,
    readings: readonly ListPage[],
    cursor: string | undefined,
  ) => boolean;
  /** Puts pages read one after the other in place of what was read from this cursor. Gives the ids that stand in no list any more. */
  readonly reread: (
    list: FollowedList,
    readings: readonly ListPage[],
    cursor: string | undefined,
  ) => readonly string[];
  /** The page behind a reading whose last rows may be listed before their place: those that stood between are taken for gone until it is read. */
  readonly doubted: (list: FollowedList) => ChainPage<Entry> | undefined;
}

/** Pages read one after the other as one, as old as the first. */
function joined(pages: readonly ListPage[]): ListPage | undefined {
  const [first] = pages;
  return first && { ...first, rows: pages.flatMap(({ rows }) => rows), next: pages.at(-1)?.next };
}

export function createListRereading(known: KnownRows): ListRereading {
  /** The cursors of the pages in doubt. */
  const doubted = new WeakMap<FollowedList, string>();

  /** The sandboxes of a reading that are known and have not been started anew: one that was resumed has moved to the head. */
  const unmoved = (page: ListPage): readonly Entry[] =>
    page.rows.flatMap(({ sandboxID, startedAt }) => {
      const entry = known.entries.get(sandboxID);
      return entry?.row.startedAt === startedAt ? entry : [];
    });

  /** What of a reading from this cursor on is known and has not moved, and what of that is only listed twice. */
  function judged(
    { chain, pageOf }: FollowedList,
    readings: readonly ListPage[],
    cursor: string | undefined,
  ) {
    const index = chain().pages.findIndex((page) => page.cursor === cursor);
    const stayed = readings.map(unmoved);
    // One that comes to the end of the list leaves nothing out.
    const isToEnd = readings.at(-1)?.next === undefined;
    const twice = new Set(isToEnd ? [] : strays(chain(), index, stayed, pageOf));
    return { index, stayed: stayed.flat(), twice };
  }

  return {
    reachesKnown: (list, readings, cursor) => {
      const { index, stayed, twice } = judged(list, readings, cursor);
      const last = stayed.at(-1);
      return last !== undefined && !twice.has(last) && meets(list.chain(), index, stayed, list.pageOf);
    },
    reread: (list, readings, cursor) => {
      const reading = joined(readings);
      if (!reading) return [];
      const { pageOf } = list;
      const chain = list.chain();
      const { index, stayed, twice } = judged(list, readings, cursor);
      const met = meets(chain, index, stayed, pageOf);
      const once = stayed.filter((entry) => !twice.has(entry));
      // One that ends where the last one did takes nothing off the pages behind it.
      const isInDoubt = reading.next !== chain.pages[index]?.next && endsInDoubt(chain, index, once, pageOf);
      if (isInDoubt && reading.next !== undefined) doubted.set(list, reading.next);
      else if (cursor === doubted.get(list)) doubted.delete(list);
      const taken = list.take(reading, cursor);
      const page =
        twice.size === 0 ? taken : { ...taken, items: taken.items.filter((entry) => !twice.has(entry)) };
      const last = page.items.at(-1);
      const compare = listOrders[list.order];
      const isAfter = (entry: Entry) => last !== undefined && compare(entry.row, last.row) > 0;
      const left = list.become(rereadPage(chain, index, { page, isAfter, pageOf, met }));
      const gone = new Set(left.filter(({ places }) => places === 0).map(({ id }) => id));
      for (const id of gone) known.drop(id);
      return [...gone];
    },
    doubted: (list) => {
      const cursor = doubted.get(list);
      return cursor === undefined ? undefined : list.chain().pages.find((page) => page.cursor === cursor);
    },
  };
}
