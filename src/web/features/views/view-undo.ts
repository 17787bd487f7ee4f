import type { SavedView } from "#web/prefs/saved-view.ts";

/** What can be taken back: a view as it was, and its place in the list. */
export interface ViewUndo {
  readonly what: "removed" | "updated";
  readonly view: SavedView;
  readonly place: number;
}
