import { cpus, loadavg, release } from "node:os";

/** The value below which half of them lie. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);
/** The value below which 95 of 100 lie. */
export const p95 = (values: readonly number[]): number => quantile(values, 0.95);

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** What the figures were taken on, and how busy it was. */
export const machine = (): string =>
  `${cpus().length} cores ${cpus()[0]?.model ?? ""}, Linux ${release()}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 16)}, load ${load()}`;

export const load = (): string =>
  loadavg()
    .map((value) => value.toFixed(1))
    .join(" ");

/** One line of the table: a figure at each size, with what it may be at most. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: "ms" | "kB" | "MB" | "";
  readonly limit?: number;
  /** The same on the plain list. */
  readonly plain?: number;
}

/** The figures of each size, as a table in Markdown. What is over its limit is in bold. */
export function figuresTable(sizes: ReadonlyMap<number, readonly Figure[]>): string {
  const names = [...new Set([...sizes.values()].flat().map(({ name }) => name))];
  const all = [...sizes.values()];
  const lines = names.map((name) => {
    const own = all.map((figures) => figures.find((figure) => figure.name === name));
    const limit = own.find((figure) => figure?.limit !== undefined);
    return [name, limit === undefined ? "" : shown(limit.limit ?? 0, limit.unit), ...own.map(cell)];
  });
  const heads = ["what", "limit", ...[...sizes.keys()].map((rows) => `${rows.toLocaleString("en")} rows`)];
  return [heads, heads.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function cell(figure: Figure | undefined): string {
  if (!figure) return "";
  const text = shown(figure.value, figure.unit);
  const judged = figure.limit !== undefined && figure.value > figure.limit ? `**${text}**` : text;
  const { plain } = figure;
  return plain === undefined
    ? judged
    : `${judged} (plain ${shown(plain, figure.unit)}, × ${ratio(figure.value, plain)})`;
}

const ratio = (value: number, plain: number): string => (value / Math.max(plain, 0.1)).toFixed(2);
const shown = (value: number, unit: Figure["unit"]): string =>
  `${Number.isInteger(value) || value >= 100 ? Math.round(value) : value.toFixed(1)}${unit === "" ? "" : ` ${unit}`}`;
