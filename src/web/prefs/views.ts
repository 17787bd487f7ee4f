import { createKeptStore, type KeptStore, type Memory } from "./kept-store.ts";
import type { SavedView } from "./saved-view.ts";
import { printViews, readViews } from "./view-codec.ts";

/** The views saved in this browser for one upstream, in the operator's order. */
export type ViewsStore = KeptStore<readonly SavedView[]>;

/** Of what cannot be read, the rest is taken. */
export const createViews = (memory: Memory, upstream: string): ViewsStore =>
  createKeptStore<readonly SavedView[]>(memory, {
    place: `sandbar:views:${upstream}`,
    read: (text) => {
      const read = text === null ? undefined : readViews(text);
      return read?.ok ? read.value.views.map(({ name, search }) => ({ name, search })) : [];
    },
    write: (views) => (views.length === 0 ? undefined : printViews(views)),
  });
