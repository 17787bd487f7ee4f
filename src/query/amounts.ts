import { microsToTimestamp, timestampToMicros } from "#contract/timestamp.ts";
import type { AmountField, Moment } from "./ast.ts";

const secondsPer = { w: 604_800, d: 86_400, h: 3_600, m: 60, min: 60, s: 1 } as const;
const isTimeUnit = (unit: string): unit is keyof typeof secondsPer => Object.hasOwn(secondsPer, unit);

/** The longest length of time that is read, in seconds: a hundred years. */
const LONGEST = 36_500 * 86_400;

/** Reads `90s`, `1h30m`, `1.5h`, `7d` or `2w` as whole seconds; `undefined` when it is none. Units are needed. */
export function readSeconds(text: string): number | undefined {
  if (!/^(?:\d{1,12}(?:\.\d{1,6})?[a-z]+)+$/i.test(text)) return undefined;
  let seconds = 0;
  for (const [, amount, unit] of text.toLowerCase().matchAll(/([\d.]+)([a-z]+)/g)) {
    if (unit === undefined || !isTimeUnit(unit)) return undefined;
    seconds += Number(amount) * secondsPer[unit];
  }
  return seconds <= LONGEST ? Math.round(seconds) : undefined;
}

/** Whole seconds as they are written: `1h30m`, `7d`, `0s`. */
export function printSeconds(seconds: number): string {
  let rest = seconds;
  let text = "";
  for (const unit of ["d", "h", "m", "s"] as const) {
    const count = Math.floor(rest / secondsPer[unit]);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * secondsPer[unit];
  }
  return text === "" ? "0s" : text;
}

const MIB_PER = new Map<string, number>([
  ["", 1],
  ["m", 1],
  ["g", 1024],
  ["t", 1024 * 1024],
]);

/** Reads a number of processors, or of MiB (`512`, `512MiB`, `2G`, `1.5GiB`); `undefined` when it is none. */
export function readAmount(name: AmountField, text: string): number | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,6})?)([a-z]*)$/i.exec(text);
  if (!match) return undefined;
  const [, digits, unit = ""] = match;
  if (name === "cpu") return unit === "" ? Number(digits) : undefined;
  const letter = /^(?:([mgt])(?:i?b)?)?$/i.exec(unit);
  const factor = letter ? MIB_PER.get((letter[1] ?? "").toLowerCase()) : undefined;
  return factor === undefined ? undefined : Math.round(Number(digits) * factor * 1e6) / 1e6;
}

/** A number as it is written, sizes with their unit. */
export function printAmount(name: AmountField, amount: number): string {
  if (name === "cpu") return String(amount);
  return amount > 0 && amount % 1024 === 0 ? `${amount / 1024}GiB` : `${amount}MiB`;
}

/** Reads a moment: an ISO date or time (in UTC unless it says otherwise), or a length of time ago. */
export function readMoment(text: string): Moment | undefined {
  const seconds = readSeconds(text);
  if (seconds !== undefined) return { kind: "ago", seconds };
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/i.exec(
    text,
  );
  if (!match) return undefined;
  const [, date, time = "00:00", rest = ":00", zone = "Z"] = match;
  const micros = timestampToMicros(`${date}T${time}${rest}${zone}`);
  // Earlier ones no sandbox has, and later ones no number holds exactly (contract 3.5).
  const isInRange = micros.ok && micros.value >= 0 && date !== undefined && date < "2255";
  return isInRange ? { kind: "at", micros: micros.value } : undefined;
}

/** A moment as it is written, no longer than needed, in UTC. */
export function printMoment(moment: Moment): string {
  if (moment.kind === "ago") return printSeconds(moment.seconds);
  const text = microsToTimestamp(moment.micros);
  return text
    .replace(/\.?0*Z$/, "Z")
    .replace(/:00Z$/, "Z")
    .replace(/T00:00Z$/, "");
}
