import type { Result } from "#contract/result.ts";
import { fail, ok } from "#contract/result.ts";

/** A view under a name. */
export interface SavedView {
  /** Unique in its list, whatever the case of its letters. As `readName` gives it. */
  readonly name: string;
  /** What it shows, as `viewSearch` writes it: empty, or with `?`. */
  readonly search: string;
}

export const MOST_VIEWS = 100;
/** The longest name, in UTF-16 units. */
export const LONGEST_NAME = 80;
/** The longest search, in UTF-16 units: a URL much longer is refused by servers. */
export const LONGEST_SEARCH = 8_000;

export type NameProblem = "empty" | "too-long";

/** A name as it is kept: one line, single spaces, no invisible controls. */
export function readName(text: string): Result<string, NameProblem> {
  const name = text
    .toWellFormed()
    .normalize("NFC")
    .replaceAll(/[\s\p{Cc}\p{Bidi_Control}\u200B]+/gu, " ")
    .trim();
  if (name === "") return fail("empty");
  return name.length > LONGEST_NAME ? fail("too-long") : ok(name);
}

/** Names that differ in the case of letters alone are one. */
export const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export const viewNamed = (views: readonly SavedView[], name: string): SavedView | undefined =>
  views.find((view) => sameName(view.name, name));

/** The list with a view in the place of the one of its name, else at its end. */
export const withView = (views: readonly SavedView[], view: SavedView): readonly SavedView[] =>
  viewNamed(views, view.name)
    ? views.map((other) => (sameName(other.name, view.name) ? view : other))
    : [...views, view];

export const withoutView = (views: readonly SavedView[], name: string): readonly SavedView[] =>
  views.filter((view) => !sameName(view.name, name));

/** The list with a view at a place, or at its end where the list has become shorter; whatever has its name goes. */
export const withViewAt = (
  views: readonly SavedView[],
  view: SavedView,
  place: number,
): readonly SavedView[] => withoutView(views, view.name).toSpliced(place, 0, view);

/** The list with another name for a view, in its place. A view that had that name goes. */
export const renamedView = (views: readonly SavedView[], from: string, to: string): readonly SavedView[] =>
  views
    .filter((view) => sameName(view.name, from) || !sameName(view.name, to))
    .map((view) => (sameName(view.name, from) ? { ...view, name: to } : view));

/** The list with a view one place nearer to its start or end; the list itself where there is none. */
export function movedView(views: readonly SavedView[], name: string, by: -1 | 1): readonly SavedView[] {
  const from = views.findIndex((view) => sameName(view.name, name));
  const moved = views[from];
  const to = from + by;
  return moved && to >= 0 && to < views.length ? views.toSpliced(from, 1).toSpliced(to, 0, moved) : views;
}

/** The name itself, or with the first number from 2 on that makes it free. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name;
  for (let number = 2; ; number += 1) {
    const ending = ` ${number}`;
    const free = `${name.slice(0, LONGEST_NAME - ending.length).trimEnd()}${ending}`.toWellFormed();
    if (!isTaken(free)) return free;
  }
}
