/** Words of the columns that tell what sandboxes use, which come with the first of them. */
export const usageStrings = {
  of: (total: string) => `of ${total}`,
  percent: "%",
  ofProcessors: (percent: string, count: number | undefined) =>
    `${percent} % of ${count === undefined ? "its CPU" : `${count} vCPU`}`,
  ofMemory: (used: string, total: string | undefined, unit: string) =>
    total === undefined ? `${used} ${unit}` : `${used} of ${total} ${unit}`,
  share: (percent: string) => ` (${percent} %)`,
  asOf: (what: string, time: string) => `${what}, as of ${time}`,
  old: (time: string) => `as of ${time}`,
  reading: "being read",
  none: "none",
  noSample: "No sample of it yet",
  notMeasured: "The upstream does not measure it",
  noScript: "The part of Sandbar that reads it could not be loaded. Reload the page.",
  onlyRunning: "Only what running sandboxes use is read",
  failed: (why: string) => `Not read: ${why} It is tried again.`,
  absent: (why: string) =>
    `This upstream does not tell what sandboxes use: ${why} It is asked again when the page is reloaded.`,
} as const;
