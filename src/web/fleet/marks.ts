import type { Mark } from "./row.ts";
import { withoutKey } from "./without-key.ts";

/** What is noted of sandboxes besides what was read of them. The collections are immutable: a change makes another one. */
export interface Marks {
  /** What is being done to them, or went wrong, by id. */
  readonly all: () => ReadonlyMap<string, Mark>;
  readonly set: (id: string, mark: Mark | undefined) => void;
  /** Those that are shown whatever the query says. */
  readonly pinned: () => ReadonlySet<string>;
  readonly pin: (id: string) => void;
  readonly unpin: (ids: Iterable<string>) => void;
  readonly unpinAll: () => void;
}

export function createMarks(): Marks {
  let marks: ReadonlyMap<string, Mark> = new Map();
  let pinned: ReadonlySet<string> = new Set();
  return {
    all: () => marks,
    set: (id, mark) => {
      marks = mark ? new Map([...marks, [id, mark]]) : withoutKey(marks, id);
    },
    pinned: () => pinned,
    pin: (id) => {
      pinned = new Set([...pinned, id]);
    },
    unpin: (ids) => {
      if (pinned.size === 0) return;
      const found = new Set(ids);
      pinned = new Set([...pinned].filter((id) => !found.has(id)));
    },
    unpinAll: () => {
      pinned = new Set();
    },
  };
}
