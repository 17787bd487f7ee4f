import { formatCount, plural } from "#web/lib/plural.ts";

const megabytes = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

export const viewStrings = {
  popover: "Views",
  list: "Views",
  builtInViews: "Built in",
  savedViews: "Saved in this browser",
  noneSaved: "None yet. A saved view is the query, columns and sort on screen, under a name.",
  row: (name: string, isCurrent: boolean) => `${name}${isCurrent ? ", current view" : ""}`,
  actionsFor: (name: string) => `Actions for view ${name}`,
  actions: {
    update: "Update to what is shown now",
    rename: "Rename…",
    copy: "Copy link",
    up: "Move up",
    down: "Move down",
    remove: "Delete",
  },
  save: "Save view…",
  update: (name: string) => `Update “${name}”`,
  importViews: "Import views…",
  exportViews: "Export views",
  nothingToExport: "No view is saved yet",
  forgetRecent: (count: number) =>
    count === 1 ? "Forget the recent query" : `Forget ${formatCount(count)} recent queries`,
  forgotten: "Recent queries forgotten",
  undo: "Undo",
  removed: (name: string) => `View “${name}” deleted.`,
  updated: (name: string) => `View “${name}” updated.`,
  restored: (name: string) => `View “${name}” is as it was`,
  saved: (name: string) => `View “${name}” saved`,
  moved: (name: string, place: number, count: number) =>
    `View “${name}” is ${formatCount(place)} of ${formatCount(count)}`,
  renamed: (from: string, to: string) => `View “${from}” is now “${to}”`,
  linkCopied: (name: string) => `Link to view “${name}” copied`,
  exported: (count: number) => `${plural(count, "view")} exported`,
  unkept: {
    full: "The browser's storage is full. The views hold until this page is closed: export them, or delete some.",
    closed: "The browser keeps nothing for this page. The views hold until it is closed: export them.",
  },

  /** A name for a view without conditions. */
  suggested: (sortColumn: string | undefined) =>
    sortColumn === undefined ? "Everything" : `By ${sortColumn.replace(/^m:/, "")}`,
  saveTitle: "Save view",
  renameTitle: (name: string) => `Rename view “${name}”`,
  name: "Name",
  nameProblems: {
    empty: "Give the view a name.",
    "too-long": "A name has at most 80 characters.",
    "built-in": "A built-in view has that name. Choose another.",
    taken: "Another view has that name. Choose another.",
  },
  replaces: (name: string, shows: string) =>
    `View “${name}” exists and shows ${shows}. Replace it, or choose another name.`,
  contents: "What the view holds",
  query: "Query",
  moreConditions: (count: number) => `and ${formatCount(count)} more`,
  columns: "Columns",
  sort: "Sort",
  group: "Grouping",
  groupedBy: (column: string) => `by ${column}`,
  ownColumns: (count: number) => `Keep the ${formatCount(count)} columns as they are now`,
  rememberedColumns: "as each browser remembers them",
  usualSort: "newest first",
  sortedBy: (column: string, direction: "asc" | "desc") =>
    `${column}, ${direction === "asc" ? "ascending" : "descending"}`,
  leftOutPrivate: (count: number) =>
    count === 1
      ? "One condition is on a masked value: the view does not hold it."
      : `${formatCount(count)} conditions are on masked values: the view does not hold them.`,
  leftOutUnread: "The text that is not understood is left out.",
  tooMany: (most: number) => `${formatCount(most)} views are kept at most: delete one first`,
  tooLong: (length: number, most: number) =>
    `The view is too long to keep: ${formatCount(length)} of ${formatCount(most)} characters`,
  saveButton: "Save view",
  replaceButton: "Replace view",
  renameButton: "Rename",
  cancel: "Cancel",

  importTitle: "Import views",
  file: "File of views",
  fileHint: "A file that “Export views” made. Choose it, or drop it anywhere here.",
  fileProblems: {
    "too-large": (bytes: number) =>
      `That file has ${megabytes.format(bytes / 1_000_000)} MB. A file of views has at most 1 MB.`,
    unreadable: "The browser could not read that file. Choose it again.",
    "not-json": "That is no file of views: it is not JSON.",
    "not-views": "That is no file of views: it has no version and list of views.",
    "other-version": "That file is of another version of Sandbar, which this one cannot read.",
    "too-many": "That file holds more than 100 views. Split it.",
  },
  problem: (place: number, name: string | undefined, why: string) =>
    `View ${formatCount(place)}${name === undefined ? "" : ` “${name}”`}: ${why}`,
  problems: {
    "not-a-view": "it must be an object with a name, and q, cols, sort and group must be texts.",
    "name-twice": "a view before it in the file has the same name.",
    "too-long": "it is longer than 8,000 characters.",
    private: "all it asks for is masked values, which no view holds. Without them it would show everything.",
    name: { empty: "it has no name.", "too-long": "its name is longer than 80 characters." },
  },
  notTaken: (count: number) => `${plural(count, "view")} of the file cannot be imported:`,
  found: (count: number) =>
    count === 0 ? "No view of the file can be imported." : `${plural(count, "view")} of the file:`,
  standing: {
    new: "new",
    same: "here already",
    clash: "differs from yours of that name",
  },
  leftOut: (count: number) =>
    `${plural(count, "condition")} on ${count === 1 ? "a masked value" : "masked values"} left out`,
  lost: (parts: readonly string[]) => `${parts.join(", ")} not understood and left out`,
  clashes: (count: number) =>
    count === 1 ? "A view you have has the name of one in the file" : "Views you have have names of the file",
  clashChoices: { both: "Keep both", replace: "Replace mine" },
  importButton: (count: number) => (count === 0 ? "Import" : `Import ${plural(count, "view")}`),
  nothingToImport: "There is nothing to import yet",
  noRoom: (most: number) => `${formatCount(most)} views are kept at most: delete some first`,
  imported: (count: number) => `${plural(count, "view")} imported`,
} as const;
