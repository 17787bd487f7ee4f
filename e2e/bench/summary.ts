import type { Figure, FigureColumn } from "./figures.ts";

/** What a run ends with. */
export interface Summary {
  /** A table of each part in Markdown, and which limits were missed. */
  readonly text: string;
  /** Whether a limit was missed that does not depend on how busy the machine is: one of a count, or of bytes. */
  readonly isFailed: boolean;
}

/** Puts all figures of a run into tables, and judges them. */
export function summaryOf(recorded: readonly FigureColumn[]): Summary {
  const columns = merged(recorded);
  const tables = [...new Set(columns.map(({ table }) => table))];
  const judged = columns.flatMap(({ table, column, figures }) =>
    figures.filter(hasLimit).map((figure) => ({ figure, table, column })),
  );
  const missed = judged.filter(({ figure }) => verdictOf(figure) === "MISSED");
  const failed = missed.filter(({ figure }) => isCounted(figure));
  const parts = tables.map(
    (name) => `## ${name}\n\n${tableOf(columns.filter(({ table }) => table === name))}`,
  );
  const lines = tables.flatMap((name) => {
    const own = missed.filter(({ table }) => table === name);
    const each = own.map(
      ({ figure, column }) =>
        `  - ${column}: ${figure.name}: ${shown(figure.value, figure.unit)} instead of ${limitOf(figure)}`,
    );
    return own.length === 0 ? [] : [`- ${name}`, ...each];
  });
  const unknown = judged.filter(({ figure }) => Number.isNaN(figure.value)).length;
  const count = [
    `Of ${judged.length} limits ${judged.length - missed.length - unknown} are met`,
    ...(unknown > 0 ? [`${unknown} could not be measured here`] : []),
    ...(missed.length > 0 ? [`${missed.length} are MISSED`] : []),
    ...(failed.length > 0 ? [`${failed.length} of these are of counts or bytes, which fails the run`] : []),
  ].join(", ");
  return {
    text: [...parts, [`${count}.`, "", ...lines].join("\n").trimEnd()].join("\n\n"),
    isFailed: failed.length > 0,
  };
}

/** Puts together what was recorded for the same column piece by piece. */
function merged(recorded: readonly FigureColumn[]): readonly FigureColumn[] {
  const columns = new Map<string, FigureColumn>();
  for (const { table, column, figures } of recorded) {
    const name = JSON.stringify([table, column]);
    columns.set(name, { table, column, figures: [...(columns.get(name)?.figures ?? []), ...figures] });
  }
  return [...columns.values()];
}

function tableOf(columns: readonly FigureColumn[]): string {
  const names = [...new Set(columns.flatMap(({ figures }) => figures.map(({ name }) => name)))];
  const lines = names.map((name) => {
    const own = columns.map(({ figures }) => figures.find((figure) => figure.name === name));
    return [name, limits(own), ...own.map(cell), verdict(own)];
  });
  const heads = ["what", "limit", ...columns.map(({ column }) => column), "verdict"];
  const widths = heads.map((_, index) =>
    Math.max(3, ...[heads, ...lines].map((cells) => cells[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((text, index) => text.padEnd(widths[index] ?? 0)).join(" | ")} |`;
  return [heads, widths.map((width) => "-".repeat(width)), ...lines].map(line).join("\n");
}

type Cells = readonly (Figure | undefined)[];

const present = (cells: Cells): readonly Figure[] => cells.filter((figure) => figure !== undefined);

/** Its limit once, or those of the columns in turn where they differ. */
const limits = (cells: Cells): string =>
  [...new Set(present(cells).filter(hasLimit).map(limitOf))].join(", ");

function verdict(cells: Cells): string {
  const verdicts = new Set(present(cells).filter(hasLimit).map(verdictOf));
  return ["MISSED", "not measured", "met"].find((word) => verdicts.has(word)) ?? "";
}

const hasLimit = ({ limit, atLeast }: Figure): boolean => limit !== undefined || atLeast !== undefined;
const isCounted = ({ unit }: Figure): boolean => unit === "" || unit === "kB" || unit === "MB";

function verdictOf({ value, limit = Infinity, atLeast = -Infinity }: Figure): string {
  if (Number.isNaN(value)) return "not measured";
  return value <= limit && value >= atLeast ? "met" : "MISSED";
}

function limitOf({ limit, atLeast, unit }: Figure): string {
  if (limit !== undefined) return `≤ ${shown(limit, unit)}`;
  return atLeast === undefined ? "" : `≥ ${shown(atLeast, unit)}`;
}

function cell(figure: Figure | undefined): string {
  if (!figure) return "";
  const { value, unit, plain, empty } = figure;
  const text =
    hasLimit(figure) && verdictOf(figure) === "MISSED" ? `**${shown(value, unit)}**` : shown(value, unit);
  const ratio = (other: number) => (unit === "%" ? "" : `, × ${(value / Math.max(other, 0.1)).toFixed(2)}`);
  const others = [
    ...(plain === undefined ? [] : [`plain ${shown(plain, unit)}${ratio(plain)}`]),
    ...(empty === undefined ? [] : [`empty ${shown(empty, unit)}`]),
  ];
  return others.length === 0 ? text : `${text} (${others.join("; ")})`;
}

function shown(value: number, unit: Figure["unit"]): string {
  if (Number.isNaN(value)) return "?";
  const digits = Number.isInteger(value) || value >= 100 ? 0 : value < 1 ? 2 : 1;
  const number = value >= 10_000 ? Math.round(value).toLocaleString("en") : value.toFixed(digits);
  return unit === "" ? number : `${number} ${unit}`;
}
