import { formatCount } from "#web/lib/plural.ts";

export const groupStrings = {
  without: (name: string) => `no ${name}`,
  /** Told from the chip of the same pair. */
  named: (name: string) => `Group ${name}`,
  count: (count: number, isPartial: boolean) => (isPartial ? `≥ ${formatCount(count)}` : formatCount(count)),
  states: (states: readonly (readonly [string, number])[]) =>
    states.map(([state, count]) => `${formatCount(count)} ${state}`).join(", "),
  select: (count: number, group: string) => `Select the ${formatCount(count)} of ${group}`,
  expand: (group: string) => `Show the rows of ${group}`,
  collapse: (group: string) => `Hide the rows of ${group}`,
  groupedAmong: (count: number) => `Grouped among the ${formatCount(count)} loaded`,
} as const;
