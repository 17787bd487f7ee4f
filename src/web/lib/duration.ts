const units = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
] as const;

/**
 * A length of time for a table: the largest unit that fits, whole and rounded down, so that nothing looks older than it is
 * (`45 s`, `12 min`, `3 h`, `9 d`). Negative lengths read as `0 s`.
 */
export function shortDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  for (const [unit, size] of units) {
    if (whole >= size) return `${Math.floor(whole / size)} ${unit}`;
  }
  return "0 s";
}

/** The same with the next smaller unit where there is one: `1 h 30 min`, `2 d`, `45 s`. For prose and details. */
export function longDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const first = units.findIndex(([, size]) => whole >= size);
  if (first < 0) return "0 s";
  const parts: string[] = [];
  let rest = whole;
  for (const [unit, size] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count} ${unit}`);
    rest -= count * size;
  }
  return parts.join(" ");
}

const DURATION_PART = /^(\d+(?:\.\d+)?)(d|h|m(?:in)?|s)?$/;
const secondsPer = new Map([
  ["d", 86_400],
  ["h", 3_600],
  ["m", 60],
  ["min", 60],
  ["s", 1],
]);

/** Reads `90`, `90s`, `1h30m`, `1 h 30 min` or `7d` as whole seconds; a bare number means seconds. `undefined` when it is none. */
export function parseDuration(text: string): number | undefined {
  const parts = text
    .toLowerCase()
    .replaceAll(/\s+/g, "")
    .match(/\d+(?:\.\d+)?[a-z]*/g);
  if (!parts || parts.join("") !== text.toLowerCase().replaceAll(/\s+/g, "")) return undefined;
  let seconds = 0;
  for (const part of parts) {
    const match = DURATION_PART.exec(part);
    if (!match) return undefined;
    const [, amount, unit] = match;
    if (unit === undefined && parts.length > 1) return undefined;
    seconds += Number(amount) * (secondsPer.get(unit ?? "s") ?? Number.NaN);
  }
  return Number.isFinite(seconds) ? Math.round(seconds) : undefined;
}
