import { writeFileSync } from "node:fs";
import { cpus, loadavg, release } from "node:os";
import { join } from "node:path";

/** The value below which half of them lie. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);
/** The value below which 95 of 100 lie. */
export const p95 = (values: readonly number[]): number => quantile(values, 0.95);

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** What the figures are taken on. */
export const machine = (): string =>
  `${cpus().length} cores ${cpus()[0]?.model ?? ""}, Linux ${release()}, Node ${process.versions.node}`;

/** How busy it was in the last 1, 5 and 15 minutes. */
export const load = (): string =>
  loadavg()
    .map((value) => value.toFixed(1))
    .join(" ");

/** One figure, with what it has to keep to. */
export interface Figure {
  readonly name: string;
  /** NaN: it could not be measured here. */
  readonly value: number;
  /** Without one it is a count. */
  readonly unit: "ms" | "µs" | "kB" | "MB" | "%" | "a second" | "";
  /** What it may be at most. */
  readonly limit?: number;
  /** What it has to be at least. */
  readonly atLeast?: number;
  /** The same on the plain list, in the same run. */
  readonly plain?: number;
  /** The same on a page with nothing in it, in the same run: what the machine alone takes. */
  readonly empty?: number;
}

/** Figures that stand together in one table, as one of its columns. */
export interface FigureColumn {
  /** The heading of the table. */
  readonly table: string;
  /** The heading of the column: what was varied. */
  readonly column: string;
  readonly figures: readonly Figure[];
}

/** Names the folder of a run's figures. */
export const FIGURES_FOLDER = "BENCH_FIGURES_FOLDER";

let count = 0;

/** Hands figures to the summary that the run ends with. Columns of the same table are put side by side. */
export function recordFigures(table: string, column: string, figures: readonly Figure[]): void {
  const folder = process.env[FIGURES_FOLDER];
  if (folder === undefined) throw new Error("Figures are collected by `npm run bench` alone.");
  const recorded: FigureColumn = { table, column, figures };
  // Files are read in the order of their names, and benches run one at a time.
  const name = `${Date.now()}-${String((count += 1)).padStart(6, "0")}-${process.pid}.json`;
  writeFileSync(join(folder, name), JSON.stringify(recorded));
}
