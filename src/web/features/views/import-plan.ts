import { freeName, viewNamed, withView, type SavedView } from "#web/prefs/saved-view.ts";
import { isBuiltInName } from "./current-view.ts";

/** What becomes of a view whose name is taken by a different one. */
export type ClashChoice = "both" | "replace";

/** How a view of a file stands to those that are saved: not there, there, or another one of its name there. */
export type Standing = "new" | "same" | "clash";

export function standingOf(view: SavedView, saved: readonly SavedView[]): Standing {
  const known = viewNamed(saved, view.name);
  if (known) return known.search === view.search ? "same" : "clash";
  return isBuiltInName(view.name) ? "clash" : "new";
}

/** The saved views with those of a file. A built-in view can not be replaced, so what has its name always gets another. */
export function withImported(
  saved: readonly SavedView[],
  read: readonly SavedView[],
  choice: ClashChoice,
): readonly SavedView[] {
  const isTaken = (list: readonly SavedView[]) => (name: string) =>
    isBuiltInName(name) ||
    viewNamed(list, name) !== undefined ||
    // A name the file needs itself is no other view's.
    viewNamed(read, name) !== undefined;
  return read.reduce((list, { name, search }) => {
    const standing = standingOf({ name, search }, saved);
    if (standing === "same") return list;
    const keepsName = standing === "new" || (choice === "replace" && !isBuiltInName(name));
    return withView(list, { name: keepsName ? name : freeName(name, isTaken(list)), search });
  }, saved);
}
