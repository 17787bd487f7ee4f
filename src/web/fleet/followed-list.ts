import type { ListPage } from "#web/data/sandboxes.ts";
import {
  appendPage,
  chainIds,
  emptyChain,
  meets,
  rereadPage,
  withoutId,
  type Chain,
  type ChainPage,
} from "./chain.ts";
import { createKnownRows, type KnownRows } from "./known-rows.ts";
import { fleetRow, serverOrder } from "./row.ts";

/** One list of the upstream as far as it was read, and what is known of every sandbox met on the way. */
export interface FollowedList {
  readonly chain: () => Chain;
  readonly known: Pick<KnownRows, "rows" | "learn">;
  /** Forgets the list's pages, for another list; what is known of sandboxes stays. */
  readonly restart: () => void;
  /** Adds the page after the last one. */
  readonly append: (page: ListPage, cursor: string | undefined) => void;
  /** Whether a reading from this cursor comes to rows that stood there before: if not, rows in between may be missing. */
  readonly reachesKnown: (page: ListPage, cursor: string | undefined) => boolean;
  /** Puts a fresh reading in place of what was read from this cursor. Gives the ids that are no longer in the list. */
  readonly reread: (page: ListPage, cursor: string | undefined) => readonly string[];
  /** A sandbox does not exist any more, as of a moment in milliseconds since 1970. */
  readonly forget: (id: string, at: number) => void;
}

export function createFollowedList(): FollowedList {
  const known = createKnownRows();
  let chain = emptyChain;

  const indexOf = (cursor: string | undefined) => chain.pages.findIndex((page) => page.cursor === cursor);

  /** Takes in a page's rows; those found gone meanwhile do not stand on it. */
  function take(page: ListPage, cursor: string | undefined): ChainPage {
    const rows = page.rows.filter((sandbox) => known.learn(fleetRow(sandbox, page.requestedAt)));
    const ids = new Set(rows.map(({ sandboxID }) => sandboxID));
    return { cursor, ids: [...ids], next: page.next, asOf: page.requestedAt };
  }

  function reachesKnown(page: ListPage, cursor: string | undefined): boolean {
    // One that was resumed has moved to the head, so meeting it proves nothing.
    const unmoved = page.rows.filter(
      ({ sandboxID, startedAt }) => known.rows.get(sandboxID)?.startedAt === startedAt,
    );
    const ids = unmoved.map(({ sandboxID }) => sandboxID);
    return meets(chain, indexOf(cursor), ids);
  }

  return {
    chain: () => chain,
    known,
    restart: () => {
      chain = emptyChain;
    },
    append: (page, cursor) => {
      chain = appendPage(chain, take(page, cursor));
    },
    reachesKnown,
    reread: (reading, cursor) => {
      const before = chainIds(chain);
      const met = reachesKnown(reading, cursor);
      const page = take(reading, cursor);
      const last = known.rows.get(page.ids.at(-1) ?? "");
      const isAfter = (id: string) => {
        const row = known.rows.get(id);
        return last !== undefined && row !== undefined && serverOrder(row, last) > 0;
      };
      chain = rereadPage(chain, indexOf(cursor), { page, isAfter, met });
      const now = new Set(chainIds(chain));
      const left = before.filter((id) => !now.has(id));
      for (const id of left) known.drop(id);
      return left;
    },
    forget: (id, at) => {
      known.forget(id, at);
      chain = withoutId(chain, id);
    },
  };
}
