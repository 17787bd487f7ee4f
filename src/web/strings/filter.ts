import { formatCount, plural } from "#web/lib/plural.ts";

const percent = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 0 });

export const filterStrings = {
  landmark: "Filter sandboxes",
  conditions: "Conditions, all of which must hold",
  and: "and",
  add: "Add filter",
  clear: "Clear all",
  remove: (shown: string) => `Remove filter ${shown}`,
  editHint: (shown: string) => `${shown}. Click to edit.`,
  inBrowser: (why: string) =>
    `Checked in the browser. ${why}. An exact key=value beside it leaves fewer to check.`,
  added: (shown: string) => `Filter ${shown} added`,
  changed: (shown: string) => `Filter changed to ${shown}`,
  removed: (shown: string) => `Filter ${shown} removed`,
  cleared: (count: number) => `${plural(count, "filter")} removed`,

  newGroup: "New filter",
  editGroup: (shown: string) => `Edit filter ${shown}`,
  key: "Key",
  value: "Value",
  keyPlaceholder: "key, or key=value",
  valuePlaceholder: "value",
  keys: "Keys",
  values: (subject: string) => `Values of ${subject}`,
  fields: { state: "State", template: "Template" },
  fieldDetail: "built in",
  share: (share: number) => (share > 0 && share < 0.01 ? "< 1%" : percent.format(share)),
  count: (count: number) => (count === 0 ? "" : formatCount(count)),
  countedIn: (rows: number) => `Counted in the ${formatCount(rows)} loaded.`,
  apply: "Apply filter",
  cancel: "Cancel",
  noKey: "Type a key, or key=value.",
  noValue: (key: string) => `Type a value or choose one. The empty value is ${key}="" in the key field.`,

  notUnderstood: (count: number) =>
    count === 1 ? "Part of the filter is not applied:" : "Parts of the filter are not applied:",
  removeText: (count: number) => (count === 1 ? "Remove it" : "Remove them"),

  privateNote: (count: number) =>
    count === 1
      ? "One condition is on a masked value: it is not in the link, history or storage."
      : `${formatCount(count)} conditions are on masked values: they are not in the link, history or storage.`,
  copyLink: "Copy link",
  linkCopied: "Link copied",
  linkCopiedWithout: (count: number) =>
    `Link copied without ${plural(count, "condition")} on ${count === 1 ? "a masked value" : "masked values"}.`,
} as const;
