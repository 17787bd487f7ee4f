import { formatCount, plural } from "#web/lib/plural.ts";

export const selectionStrings = {
  region: "Selection",
  selected: (count: number) => `${formatCount(count)} selected`,
  hidden: (count: number) => `${formatCount(count)} hidden by the filter`,
  partOfList: "all that are loaded, more on the server",
  clear: "Clear",
  clearLabel: "Clear the selection",
  ended: (ended: number, selected: number) =>
    `${formatCount(ended)} of ${formatCount(selected)} selected ${ended === 1 ? "has" : "have"} ended`,
  unlisted: (gone: number, selected: number) =>
    `${formatCount(gone)} of ${formatCount(selected)} selected ${gone === 1 ? "is" : "are"} no longer in this list`,
  removeThem: (count: number) => (count === 1 ? "Remove it" : "Remove them"),
  copyIds: "Copy ids",
  copyJson: "Copy as JSON",
  copyJsonSecrets: "Copy as JSON with secrets",
  confirmSecrets: (count: number) =>
    `${plural(count, "value is", "values are")} masked because of looking like a secret. Copy the JSON with ${count === 1 ? "it" : "them"} in the clear?`,
  copiedIds: (count: number) => `${plural(count, "id")} copied`,
  copiedJson: (count: number, masked: number) =>
    `${plural(count, "sandbox", "sandboxes")} copied as JSON${masked > 0 ? `, ${plural(masked, "value")} masked` : ""}`,
  kill: (count: number) => `Kill ${plural(count, "sandbox", "sandboxes")}…`,
  readOnly: "This console is read-only",
  noneLeft: "All of them have left the list",
} as const;
