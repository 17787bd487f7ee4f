import fc from "fast-check";
import { expect, test } from "vitest";
import { parseColumns, printColumns } from "./columns-text.ts";
import {
  arranged,
  defaultColumns,
  MAX_COLUMN_WIDTH,
  metadataColumn,
  MIN_COLUMN_WIDTH,
  MOST_COLUMNS,
  plainColumns,
  withColumn,
  withColumnAt,
  withColumnMoved,
  withoutColumn,
  withPinned,
  withWidth,
  type ColumnKey,
  type ColumnSettings,
} from "./columns.ts";

const RUNS = { numRuns: 2_000 };

const hostile = fc.constantFrom(
  ...[
    "",
    " ",
    "__proto__",
    "constructor",
    "a.b",
    "a,b",
    'say "hi"',
    "m:x",
    "(160)",
    "!a",
    "\\",
    "\\uD83D",
    "\uD83D",
    "\uDE00\uD83D",
  ],
  ...["état", "日本", "👩‍👩‍👧", "a:asc", "id", "\n", "\u0000", "a%2Cb", "+", "&cols=x", "#"],
);
const anyMetadataKey = fc.oneof(
  hostile,
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ maxLength: 12 }),
);
const anyKey: fc.Arbitrary<ColumnKey> = fc.oneof(
  fc.constantFrom(...plainColumns),
  anyMetadataKey.map(metadataColumn),
);
const anySettings = fc
  .array(
    fc.record({
      key: anyKey,
      width: fc.option(fc.integer({ min: -10, max: 2_000 }), { nil: undefined }),
      pinned: fc.boolean(),
    }),
    { maxLength: 14 },
  )
  .map(arranged);

const keys = (columns: ColumnSettings) => columns.map(({ key }) => key);

test.each([
  [defaultColumns, undefined],
  [withColumn(defaultColumns, "m:team"), "state,template,m:team,metadata,started,ends,cpu,memory"],
  [withColumn(defaultColumns, "memory-use"), "state,template,metadata,started,ends,cpu,memory,memory-use"],
  [arranged([]), "id"],
  [withWidth(arranged([]), "id", 300), "id(300)"],
  [
    withWidth(
      withPinned(withColumn(arranged([]), "m:cost center"), "m:cost center", true),
      "m:cost center",
      160,
    ),
    "!m:cost center(160)",
  ],
  [
    arranged(
      ["", "a,b", 'x"', "\uD83D"].map((key) => ({
        key: metadataColumn(key),
        width: undefined,
        pinned: false,
      })),
    ),
    String.raw`m:"",m:"a,b",m:"x\"",m:"\uD83D"`,
  ],
] as const)("writes settings readably: %#", (columns, text) => {
  expect(printColumns(columns)).toBe(text);
});

test("what is written is read back the same, whatever the keys", () => {
  fc.assert(
    fc.property(anySettings, (columns) => {
      const text = printColumns(columns);
      expect(text === undefined ? defaultColumns : parseColumns(text)).toEqual(columns);
      // It stands in a URL, which carries well-formed text alone.
      expect(text?.toWellFormed()).toBe(text);
    }),
    RUNS,
  );
});

test("equal settings have equal texts, and different ones different texts", () => {
  fc.assert(
    fc.property(anySettings, anySettings, (a, b) => {
      expect(printColumns(a) === printColumns(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
    RUNS,
  );
});

const brokenText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc
    .array(fc.constantFrom("m:", '"', ",", "(", ")", "!", "\\", "160", "state", "id", "select", "x", " "), {
      maxLength: 16,
    })
    .map((parts) => parts.join("")),
);

test("no text makes reading fail, and what is read has its canonical text", () => {
  fc.assert(
    fc.property(brokenText, (text) => {
      const columns = parseColumns(text);
      if (columns === undefined) return;
      expect(arranged(columns)).toEqual(columns);
      expect(parseColumns(printColumns(columns) ?? "") ?? defaultColumns).toEqual(columns);
    }),
    RUNS,
  );
});

test.each([
  ["", undefined],
  ["nothing,select,actions,,", undefined],
  ["state,oops,state(100),m:team", ["id", "state", "m:team"]],
  ['m:"open,state', ["id", "state"]],
  ["m:team,!cpu,id(9)", ["id", "cpu", "m:team"]],
])("of %j what says something is kept", (text, expected) => {
  const columns = parseColumns(text);
  expect(columns && keys(columns)).toEqual(expected);
});

test("a megabyte of columns is read in no time, and only so many are kept", () => {
  const text = Array.from({ length: 100_000 }, (_, n) => `m:"${n}`).join(",");
  expect(parseColumns(text)).toBeUndefined();
  const many = Array.from({ length: 100_000 }, (_, n) => `m:k${n}(160)`).join(",");
  expect(parseColumns(many)).toHaveLength(MOST_COLUMNS);
});

test("widths stay within what is possible", () => {
  const widthOf = (text: string) => parseColumns(text)?.find(({ key }) => key === "cpu")?.width;
  expect(widthOf("cpu(1)")).toBe(MIN_COLUMN_WIDTH);
  expect(widthOf("cpu(99999)")).toBe(MAX_COLUMN_WIDTH);
  expect(withWidth(withWidth(defaultColumns, "cpu", 90.4), "cpu", undefined)).toEqual(defaultColumns);
});

test("a new column stands before all metadata, one that was hidden in its old place", () => {
  expect(keys(withColumn(defaultColumns, "m:team")).indexOf("m:team")).toBe(3);
  for (const { key } of defaultColumns)
    expect(withColumn(withoutColumn(defaultColumns, key), key)).toEqual(defaultColumns);
  expect(withColumn(defaultColumns, "cpu")).toBe(defaultColumns);
});

test("columns move among the pinned or among the rest, and the id stays first", () => {
  const pinned = withPinned(withPinned(defaultColumns, "cpu", true), "state", true);
  expect(keys(pinned).slice(0, 4)).toEqual(["id", "cpu", "state", "template"]);
  expect(keys(withColumnMoved(pinned, "state", -1)).slice(0, 3)).toEqual(["id", "state", "cpu"]);
  expect(withColumnMoved(pinned, "cpu", -1)).toBe(pinned);
  expect(withColumnMoved(pinned, "state", 1)).toBe(pinned);
  expect(withColumnMoved(pinned, "template", -1)).toBe(pinned);
  expect(withColumnMoved(pinned, "id", 1)).toBe(pinned);
  expect(keys(withColumnAt(pinned, "memory", 0)).slice(0, 5)).toEqual([
    "id",
    "cpu",
    "state",
    "memory",
    "template",
  ]);
  expect(keys(withPinned(pinned, "cpu", false)).slice(0, 3)).toEqual(["id", "state", "cpu"]);
});

type Change = (columns: ColumnSettings) => ColumnSettings;
const anyChange: fc.Arbitrary<Change> = fc.oneof(
  anyKey.map(
    (key): Change =>
      (columns) =>
        withColumn(columns, key),
  ),
  anyKey.map(
    (key): Change =>
      (columns) =>
        withoutColumn(columns, key),
  ),
  fc.tuple(anyKey, fc.integer({ min: -3, max: 30 })).map(
    ([key, to]): Change =>
      (columns) =>
        withColumnAt(columns, key, to),
  ),
  fc.tuple(anyKey, fc.boolean()).map(
    ([key, pinned]): Change =>
      (columns) =>
        withPinned(columns, key, pinned),
  ),
  fc.tuple(anyKey, fc.integer()).map(
    ([key, width]): Change =>
      (columns) =>
        withWidth(columns, key, width),
  ),
);

test("no change breaks the order of settings", () => {
  fc.assert(
    fc.property(anySettings, fc.array(anyChange, { maxLength: 8 }), (columns, changes) => {
      const result = changes.reduce((now, change) => change(now), columns);
      expect(arranged(result)).toEqual(result);
    }),
    RUNS,
  );
});
