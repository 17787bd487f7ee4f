import { expect, test } from "vitest";
import { parseColumns } from "#web/view/columns-text.ts";
import { builtInColumns, defaultColumns, withColumn, withoutColumn, withWidth } from "#web/view/columns.ts";
import { columnLayout } from "./column-layout.ts";
import { CARD_BELOW, gridLayout } from "./grid-layout.ts";

const usual = (width: number) => gridLayout(width, defaultColumns, "regular");
const chosen = (width: number, text: string) =>
  gridLayout(width, parseColumns(text) ?? defaultColumns, "regular");
const names = ({ columns }: ReturnType<typeof usual>) => columns.map(({ column }) => column);

test.each([
  [1_440, []],
  [1_136, []],
  [1_135, ["cpu"]],
  [1_000, ["cpu", "memory"]],
  [920, ["template", "cpu", "memory"]],
  [CARD_BELOW, ["template", "cpu", "memory"]],
])("at %i px, with nothing chosen, these columns are left out: %j", (width, left) => {
  const layout = usual(width);
  expect(layout.isCard).toBe(false);
  const mayBeShown = builtInColumns.filter((id) => !id.endsWith("-use"));
  expect(mayBeShown.filter((id) => !names(layout).includes(id))).toEqual(left);
});

test("metadata has room for chips at every width, without scrolling sideways", () => {
  for (let width = 320; width <= 2_000; width += 20) {
    const layout = usual(width);
    expect(names(layout)).toContain("metadata");
    expect(layout.metadataWidth).toBeGreaterThanOrEqual(layout.isCard ? 100 : 200);
    expect(layout.metadataWidth).toBeLessThan(width);
    expect(layout.least).toBeLessThanOrEqual(width);
  }
});

test("a narrow grid has cards of two lines, each column in its place, whatever was chosen", () => {
  for (const columns of [defaultColumns, withColumn(withoutColumn(defaultColumns, "state"), "m:team")]) {
    const layout = gridLayout(CARD_BELOW - 1, columns, "roomy");
    expect(layout).toMatchObject({ isCard: true, rowHeight: 64 });
    const places = names(layout).map((id) => columnLayout(id).cardPlace);
    expect(new Set(places).size).toBe(places.length);
    expect(places).not.toContain(undefined);
  }
});

test("chosen columns all stay, and scroll sideways when they are too many", () => {
  const layout = chosen(1_000, "!m:team(160),state,template,metadata,started,ends,cpu,memory");
  expect(names(layout)).toEqual([
    "select",
    "id",
    "m:team",
    "state",
    "template",
    "metadata",
    "started",
    "ends",
    "cpu",
    "memory",
    "actions",
  ]);
  expect(layout.least).toBe(1_136 + 160);
  expect(
    layout.columns.filter(({ stuck }) => stuck).map(({ column, stuck }) => `${stuck} ${column}`),
  ).toEqual(["start select", "start id", "start m:team", "end actions"]);
});

test("nothing is stuck where nothing scrolls, and never so much that nothing could scroll", () => {
  expect(chosen(1_400, "!m:team,state").columns.filter(({ stuck }) => stuck)).toEqual([]);
  const narrow = chosen(CARD_BELOW, "!m:a(400),!m:b,state,metadata");
  expect(narrow.columns.filter(({ stuck }) => stuck === "start").map(({ column }) => column)).toEqual([
    "select",
    "id",
  ]);
});

test("what is over goes to the metadata, or where its width was chosen, to the end", () => {
  const sized = gridLayout(1_600, withWidth(defaultColumns, "metadata", 300), "regular");
  expect(sized.metadataWidth).toBe(300 - 16);
  expect(sized.tracks).toMatch(/minmax\(72px, 1fr\)$/);
  expect(usual(1_600).tracks).toContain("minmax(220px, 1fr)");
  for (const layout of [sized, usual(1_600), chosen(1_600, "id")])
    expect(layout.columns.reduce((sum, { width }) => sum + width, 0)).toBe(1_600);
  expect(chosen(1_600, "id").metadataWidth).toBeUndefined();
});

test.each([
  ["compact", 28],
  ["regular", 32],
  ["roomy", 40],
] as const)("%s rows are %i px high", (density, height) => {
  expect(gridLayout(1_440, defaultColumns, density).rowHeight).toBe(height);
});
