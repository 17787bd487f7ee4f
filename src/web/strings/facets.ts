import { formatShare } from "#web/lib/format-share.ts";
import { formatCount, plural } from "#web/lib/plural.ts";

const ages = new Map([
  ["0-5m", "under 5 min"],
  ["5m-1h", "5 min to 1 h"],
  ["1h-1d", "1 h to 1 d"],
  ["1d-7d", "1 d to 7 d"],
  ["7d-", "over 7 d"],
]);

export const facetsStrings = {
  counting: "Counting…",
  countedFrom: (rows: number) =>
    rows === 0 ? "No counts so far" : `Counts from the ${formatCount(rows)} loaded`,
  countedAll: (rows: number) => (rows === 0 ? "Nothing to count" : `Counts of all ${formatCount(rows)}`),
  fields: { state: "State", template: "Template", age: "Age", cpu: "CPU", mem: "Memory" },
  age: (id: string) => ages.get(id) ?? id,
  cpu: (count: string) => `${count} vCPU`,
  // Never rounded: two sizes must not look like one.
  memory: (mebibytes: number) =>
    mebibytes >= 1024 && (mebibytes * 10) % 1024 === 0
      ? `${mebibytes / 1024} GiB`
      : `${formatCount(mebibytes)} MiB`,
  share: formatShare,
  emptyText: "empty",
  emptyKey: "empty key",
  count: (count: number | undefined, isPartial: boolean) =>
    count === undefined ? "" : `${isPartial ? "≥ " : ""}${formatCount(count)}`,
  valueName: (text: string, count: number | undefined, isPartial: boolean) =>
    count === undefined ? text : `${text}, ${isPartial ? "at least " : ""}${formatCount(count)}`,
  excluded: (text: string) => `${text}, excluded`,
  exclude: (pair: string) => `Exclude ${pair}`,
  clear: (subject: string) => `Clear the conditions on ${subject}`,
  search: (subject: string) => `Search values of ${subject}`,
  searchHint: (subject: string) => `Many different values. Type a part of one of ${subject}.`,
  findKey: "Find a key",
  noSuchKey: "No loaded sandbox has such a key.",
  noSuchValue: "No loaded sandbox has such a value.",
  searching: "Searching…",
  ask: (pair: string) => `Ask the server for ${pair}`,
  moreFound: "There are more. Type on to narrow them.",
  showMore: (count: number, subject: string) => `${plural(count, "more value")} of ${subject}`,
  showMoreShort: (count: number) => `${formatCount(count)} more`,
  showFewer: (subject: string) => `Fewer values of ${subject}`,
  showFewerShort: "Fewer",
  moreKeys: (count: number) => plural(count, "more key"),
  masked: (count: string) => `••••••, masked values, ${count}`,
  maskedText: "masked values",
  pushed: "Others as seen before this filter.",
  added: (pair: string) => `Filter ${pair} added`,
  nowExcluded: (pair: string) => `${pair} excluded`,
  released: (pair: string) => `Filter ${pair} removed`,
  cleared: (subject: string) => `Conditions on ${subject} removed`,
  close: (matching: string) => `Show ${matching}`,
  sandboxes: (count: number, isPartial: boolean) =>
    `${isPartial ? "at least " : ""}${plural(count, "sandbox", "sandboxes")}`,
} as const;
