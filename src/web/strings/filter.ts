import { formatCount, plural } from "#web/lib/plural.ts";

export const filterStrings = {
  landmark: "Filter sandboxes",
  conditions: "Conditions, all of which must hold",
  input: "Filter by",
  asText: "Filter as text",
  placeholder: "env=prod, has:run, age:>2h, or any words",
  add: "Add filter",
  clear: "Clear all",
  editAsText: "Edit as text",
  remove: (shown: string) => `Remove filter ${shown}`,
  editHint: (shown: string) => `${shown}. Click to edit.`,
  inBrowser: (why: string) =>
    `Checked in the browser. ${why}. An exact key=value beside it leaves fewer to check.`,
  chosen: "Selected.",
  folded: (count: number) => `+${formatCount(count)} more`,
  foldedHint: "conditions: show them",

  added: (shown: readonly string[]) =>
    shown.length === 1 ? `Filter ${shown.join()} added` : `${plural(shown.length, "filter")} added`,
  unchanged: "The filter asks that already",
  removed: (shown: readonly string[]) =>
    `Removed ${shown.length === 1 ? shown.join() : plural(shown.length, "filter")}. Undo with Ctrl+Z`,
  cleared: (count: number) => `${plural(count, "filter")} removed. Undo with Ctrl+Z`,
  undoable: (done: string) => `${done}. Undo with Ctrl+Z`,
  undo: "Undo",
  undone: "Undone",
  redone: "Done again",
  nothingToUndo: "Nothing to undo",
  nothingToRedo: "Nothing to do again",
  dismiss: (text: string) => `Dismiss: ${text}`,

  pasted: (count: number) => `Added ${plural(count, "filter")}`,
  copied: (count: number) => `Copied ${plural(count, "filter")}`,
  leftOut: (count: number) =>
    `${plural(count, "condition")} on ${count === 1 ? "a masked value is" : "masked values are"} not in the clipboard.`,
  tooLong: (length: number) =>
    `Nothing added: ${formatCount(length)} characters are more than a filter can be (10,000).`,
  noRoom: "Nothing added: a filter holds at most 500 conditions and 10,000 characters.",
  chosenCount: (count: number) => `${plural(count, "filter")} selected`,
  shown: "Recent filter applied",

  condition: "Condition",
  editGroup: (shown: string) => `Edit filter ${shown}`,
  changed: (shown: readonly string[]) =>
    shown.length === 1
      ? `Filter changed to ${shown.join()}`
      : `Filter changed to ${plural(shown.length, "condition")}`,
  apply: "Apply",
  exclude: "Exclude",
  include: "Include",
  removeChip: "Remove",
  cancel: "Cancel",
  maskedPlaceholder: "key=value, written anew",
  maskedHint: "The value is masked and not shown here. Write it anew, or cancel to keep it.",

  refused: (reasons: readonly string[]) => `Not applied. ${reasons.slice(0, 3).join(" ")}`,
  notApplied: "Not applied, the filter stays as it was:",
  moreErrors: (count: number) => `and ${formatCount(count)} more`,
  removeText: "Remove the text",
  enterApplies: "Enter applies it.",

  privateNote: (count: number) =>
    count === 1
      ? "One condition is on a masked value: it is not in the link, history or storage."
      : `${formatCount(count)} conditions are on masked values: they are not in the link, history or storage.`,
  leftOutOfLink: (count: number) =>
    `${count === 1 ? "A part" : `${formatCount(count)} parts`} of the link's filter ${count === 1 ? "was" : "were"} not understood and may hold a secret: not applied, and taken out of the address.`,
  copyLink: "Copy link",
  linkCopied: "Link copied",
  linkCopiedWithout: (count: number) =>
    `Link copied without ${plural(count, "condition")} on ${count === 1 ? "a masked value" : "masked values"}.`,
} as const;
