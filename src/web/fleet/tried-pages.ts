import type { FollowedList } from "./followed-list.ts";

/** When pages were last asked for in vain, milliseconds since 1970. */
export interface TriedPages {
  readonly note: (list: FollowedList, cursor: string | undefined, at: number) => void;
  readonly triedAt: (list: FollowedList, cursor: string | undefined) => number | undefined;
  readonly forget: (list: FollowedList, cursor: string | undefined) => void;
  /** Forgets pages that are no more. */
  readonly tidy: (lists: readonly FollowedList[]) => void;
}

export function createTriedPages(): TriedPages {
  const tried = new WeakMap<FollowedList, Map<string | undefined, number>>();
  return {
    note: (list, cursor, at) => {
      const ofList = tried.get(list) ?? new Map<string | undefined, number>();
      tried.set(list, ofList.set(cursor, at));
    },
    triedAt: (list, cursor) => tried.get(list)?.get(cursor),
    forget: (list, cursor) => void tried.get(list)?.delete(cursor),
    tidy: (lists) => {
      for (const list of lists) {
        const ofList = tried.get(list);
        if (!ofList?.size) continue;
        const cursors = new Set(list.chain().pages.map(({ cursor }) => cursor));
        for (const cursor of ofList.keys()) if (!cursors.has(cursor)) ofList.delete(cursor);
      }
    },
  };
}
