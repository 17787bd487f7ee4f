import fc from "fast-check";
import { expect, test } from "vitest";
import { noRows, rowsOf, typed, type PairRows } from "./metadata-rows.ts";
import { checkList, checkRows, checkTemplate, checkTimeout, visible, type PairKind } from "./validate.ts";

/** Rows with these texts as they are, repeated keys and all. */
const rows = (...pairs: readonly (readonly [string, string])[]): PairRows =>
  pairs.reduce((state, [key, value]) => {
    const id = state.rows.at(-1)?.id ?? 0;
    return typed(typed(state, id, "key", key), id, "value", value);
  }, noRows);

/** The issues of one row as `code on part`. */
const codes = (state: PairRows, index = 0, kind: PairKind = "metadata"): readonly string[] =>
  (checkRows(state, kind).get(state.rows[index]?.id ?? -1) ?? []).map(
    ({ code, severity, part }) => `${severity} ${code} ${part}`,
  );

test.each([
  ["env", "prod", []],
  ["env", "", []],
  ["", "prod", ["error empty-key key"]],
  ["env", " prod", ["warning outer-spaces value"]],
  ["env ", "prod", ["warning outer-spaces key"]],
  ["env", "a\nb", ["warning invisible value"]],
  ["env", "a\u202Eb", ["warning invisible value"]],
  ["env", "\uD800", ["error half-character value"]],
  ["\uDC00", "x", ["error half-character key"]],
  ["idle_timeout", "60", ["note reserved key"]],
  ["long_running", "true", ["note reserved key"]],
  ["auto_resume", "true", ["note reserved key"]],
  ["api_key", "x", ["warning secret value"]],
  ["note", "ghp_abc", ["warning secret value"]],
  ["k".repeat(128), "x", []],
  ["k".repeat(129), "x", ["warning long-key key"]],
  ["k", "日".repeat(20), []],
  ["k", "日".repeat(60), ["warning costly-filter value"]],
  ["k", "v".repeat(1025), ["warning long-value value"]],
  ["__proto__", "x", []],
])("metadata %j=%j: %j", (key, value, expected) => {
  expect(codes(rows([key, value]))).toEqual(expected);
});

test.each([
  ["PATH", "/bin", []],
  ["API_KEY", "sk-123", []],
  ["idle_timeout", "1", []],
  ["a b", "1", ["warning odd-variable-name key"]],
  ["1A", "1", ["warning odd-variable-name key"]],
  ["a=b", "1", ["error no-variable-name key"]],
  ["a\0", "1", ["error no-variable-name key", "warning invisible key"]],
])("environment %j=%j: %j", (key, value, expected) => {
  expect(codes(rows([key, value]), 0, "environment")).toEqual(expected);
});

test("a repeated key is an error on every row that has it, each naming the others", () => {
  const state = rows(["env", "a"], ["team", "b"], ["env", "c"], ["env", "d"]);
  const issues = checkRows(state, "metadata");
  const others = state.rows.map(({ id }) =>
    issues.get(id)?.flatMap((issue) => (issue.code === "duplicate" ? issue.others : [])),
  );
  expect(others).toEqual([[3, 4], undefined, [1, 4], [1, 3], undefined]);
});

test("keys that differ only in case are a warning on both", () => {
  const state = rows(["Env", "a"], ["env", "b"]);
  expect(codes(state, 0)).toEqual(["warning differs-in-case key"]);
  expect(codes(state, 1)).toEqual(["warning differs-in-case key"]);
});

test("many pairs and many bytes are said once", () => {
  const pairs = Array.from({ length: 65 }, (_, n): readonly [string, string] => [`k${n}`, "v"]);
  expect(checkList(rowsOf(pairs.slice(1)))).toEqual([]);
  expect(checkList(rowsOf(pairs))).toEqual([{ code: "many-pairs", count: 65, limit: 64 }]);
  const wide = rowsOf([["k", "é".repeat(4_096)]]);
  expect(checkList(wide)).toEqual([{ code: "many-bytes", bytes: 8_193, limit: 8_192 }]);
});

test.each([
  [" prod ", "·prod·"],
  ["a b", "a b"],
  ["a\nb\r\nc", "a↵b↵c"],
  ["\ta", "⇥a"],
  ["a\u202Eb", "a⟨202E⟩b"],
])("%j is shown as %s", (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test.each([
  ["5 min", 300],
  ["300", 300],
  ["1h30m", 5400],
  ["soon", "unreadable"],
  ["", "unreadable"],
  ["0", "too-short"],
  ["61m", "too-long"],
])("a timeout of %j with at most an hour: %s", (text, expected) => {
  const checked = checkTimeout(text, text === "1h30m" ? undefined : 3600);
  expect(checked.ok ? checked.value : checked.error.code).toBe(expected);
});

test("a template must be named and possible to send", () => {
  expect(["base", " ", "", "a\uD800"].map(checkTemplate)).toEqual([
    undefined,
    "empty",
    "empty",
    "half-character",
  ]);
});

test("pairs without errors can be sent: keys are there, whole and different", () => {
  const text = fc.oneof(
    fc.constantFrom("", "a", "A", " a", "\uD800", "api_key"),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { maxLength: 6 }), (pairs) => {
      const state = rows(...pairs.filter(([key, value]) => key !== "" || value !== ""));
      const errors = [...checkRows(state, "metadata").values()]
        .flat()
        .filter(({ severity }) => severity === "error");
      const sent = state.rows.filter(({ key, value }) => key !== "" || value !== "");
      const sendable =
        sent.every(({ key, value }) => key !== "" && key.isWellFormed() && value.isWellFormed()) &&
        new Set(sent.map(({ key }) => key)).size === sent.length;
      expect(errors.length === 0).toBe(sendable);
    }),
    { numRuns: 1000 },
  );
});
