import fc from "fast-check";
import { expect, test } from "vitest";
import { isPlainList } from "./plain-list.ts";

const latin1 = (text: string): string => Buffer.from(text).toString("latin1");
const isJson = (text: string): boolean => {
  try {
    JSON.parse(Buffer.from(text, "latin1").toString());
    return true;
  } catch {
    return false;
  }
};

const row = {
  sandboxID: "i1",
  alias: null,
  cpuCount: 2,
  load: -0.5e-3,
  metadata: { user: 'ü \u{1F600} \\ " \n \u0000 \ud800', __proto__: "x", "": "" },
  volumeMounts: [{ name: "a", path: "/b" }],
  tags: ["a", "b"],
  lifecycle: { onTimeout: "kill", autoResume: true },
};

test.each([
  ["rows as an upstream lists them", JSON.stringify([row, row])],
  ["a line break at the end, as Go writes it", `${JSON.stringify([row])}\n`],
  ["an empty row", "[{}]"],
])("accepts %s", (_, text) => {
  expect(isPlainList(latin1(text))).toBe(true);
});

test.each([
  ["nothing", ""],
  ["an empty list, which is for JSON.parse", "[]"],
  ["an object", "{}"],
  ["HTML", "<!doctype html>"],
  ["a list cut off", JSON.stringify([row, row]).slice(0, -1)],
  ["a list cut off in a string", JSON.stringify([row]).slice(0, 12)],
  ["two lists", "[{}][{}]"],
  ["something after it", "[{}]x"],
  ["a no-break space after it", "[{}]\u00a0"],
  ["a comma too many", "[{},]"],
  ["a comma too many in a row", '[{"a":1,}]'],
  ["a missing comma", "[{}{}]"],
  ["a leading zero", '[{"a":01}]'],
  ["a plus sign", '[{"a":+1}]'],
  ["a number cut off", '[{"a":1.}]'],
  ["no number", '[{"a":NaN}]'],
  ["a bare word", '[{"a":tru}]'],
  ["a raw line break in a string", '[{"a":"\n"}]'],
  ["an unknown escape", String.raw`[{"a":"\x41"}]`],
  ["half an escape", String.raw`[{"a":"\u12"}]`],
  ["a key without quotes", "[{a:1}]"],
  ["a token", '[{"envdAccessToken":"t"}]'],
  ["a token further in", '[{"a":{"trafficAccessToken":"t"}}]'],
  ["a token in an array further in", '[{"a":[{"trafficAccessToken":"t"}]}]'],
  ["a token spelt with an escape", String.raw`[{"\u0065nvdAccessToken":"t"}]`],
])("does not accept %s", (_, text) => {
  expect(isPlainList(latin1(text))).toBe(false);
});

test("a value named like a token is a value", () => {
  expect(isPlainList('[{"a":"envdAccessToken","envdAccessTokenless":1}]')).toBe(true);
});

test("what it accepts is JSON, however a list was damaged", () => {
  const damaged = fc
    .tuple(
      fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), { minLength: 1 }),
      fc.nat(),
      fc.nat(4),
      fc.constantFrom("", ",", '"', "{", "}", "[", "]", "\\", "0", "\n", "é"),
    )
    .map(([rows, at, length, insert]) => {
      const text = JSON.stringify(rows);
      const from = at % text.length;
      return latin1(text.slice(0, from) + insert + text.slice(from + length));
    });
  fc.assert(
    fc.property(damaged, (text) => {
      if (isPlainList(text)) expect(isJson(text)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("every compact list of flat rows without tokens is accepted", () => {
  const scalar = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.double({ noDefaultInfinity: true, noNaN: true }),
    fc.boolean(),
    fc.constant(null),
  );
  // Keys that JSON.stringify escapes are for JSON.parse.
  const key = fc
    .string({ unit: "grapheme" })
    .filter((text) => !text.includes("AccessToken") && !JSON.stringify(text).includes("\\"));
  const rows = fc.array(fc.dictionary(key, fc.oneof(scalar, fc.dictionary(key, scalar), fc.array(scalar))), {
    minLength: 1,
  });
  fc.assert(fc.property(rows, (value) => isPlainList(latin1(JSON.stringify(value)))));
});

test("a hostile body costs no more than its length", () => {
  for (const hostile of [
    `[{"a":"${"\\".repeat(100_000)}`,
    `[{${'"a":1,'.repeat(100_000)}`,
    `[{"a":${"[".repeat(100_000)}`,
    `[{"a":[${"{},".repeat(100_000)}`,
    `[{"a":${"1".repeat(500_000)}x}]`,
    `[{"a":"${"x".repeat(1_000_000)}`,
    `[{${'"a":[1],'.repeat(26)}x}]`,
    `[{${'"a":[],'.repeat(100_000)}x}]`,
    `[{"a":[${"[1],".repeat(200_000)}x]}]`,
    `[{${'"a":[[],{"b":[]}],'.repeat(50_000)}x}]`,
    `[{${'"a":[{"b":1.5e5,"c":"\\u0041"},[true,null]],'.repeat(20_000)}x}]`,
    `[{"a":"${"\\u0041".repeat(170_000)}`,
    `[${"{},".repeat(300_000)}x]`,
  ]) {
    const before = process.cpuUsage();
    expect(isPlainList(hostile)).toBe(false);
    // Of the processor, in microseconds: a busy machine lets it wait for that.
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
  }
});
