import { formatCount } from "#web/lib/plural.ts";

/** A share in whole per cent; what is not nothing does not read `0`. */
export const percentText = (percent: number): string =>
  percent > 0 && percent < 0.5 ? "< 1" : formatCount(Math.round(percent));

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** Memory in words: `used` and `total` in the same unit. */
export interface MemoryText {
  readonly used: string;
  readonly total: string | undefined;
  readonly unit: "MiB" | "GiB";
}

/** Bytes used, of a total where that is known. */
export function memoryText(used: number, total: number | undefined): MemoryText {
  const isLarge = (total ?? used) >= GIB;
  const write = isLarge ? gibibytes : mebibytes;
  return {
    used: write(used),
    total: total === undefined ? undefined : write(total),
    unit: isLarge ? "GiB" : "MiB",
  };
}

function gibibytes(bytes: number): string {
  const tenths = Math.round((bytes / GIB) * 10);
  return bytes > 0 && tenths === 0 ? "< 0.1" : formatCount(tenths / 10);
}

function mebibytes(bytes: number): string {
  const whole = Math.round(bytes / MIB);
  return bytes > 0 && whole === 0 ? "< 1" : formatCount(whole);
}
