import fc from "fast-check";
import { expect, test } from "vitest";
import { listSearch, type ListFilter } from "#contract/list-query.ts";
import { metadataValue } from "#contract/metadata.ts";
import type { SandboxFacts } from "#contract/sandbox.ts";
import { fieldIs, metadataIs, type Condition, type Query } from "./ast.ts";
import { match } from "./match.ts";
import { parse } from "./parse.ts";
import { MAX_SEARCH_BYTES, noCapabilities, plan, type Plan } from "./plan.ts";
import { print } from "./print.ts";

const everything = { template: true };
const planned = (text: string, capabilities = noCapabilities): Plan => plan(parse(text).query, capabilities);
const lists = (query: Query, capabilities = noCapabilities) => {
  const made = plan(query, capabilities);
  if (made.kind !== "lists") throw new Error(made.why);
  return made;
};

test.each([
  ["", {}, ""],
  ["env=prod", { metadata: [["env", "prod"]] }, ""],
  [
    "b=2 a=1 b=2",
    {
      metadata: [
        ["a", "1"],
        ["b", "2"],
      ],
    },
    "",
  ],
  ["state:running", { state: "running" }, ""],
  ["state:paused a=1 state:paused", { state: "paused", metadata: [["a", "1"]] }, ""],
  ["state:snapshotting", {}, "state:snapshotting"],
  ["state=running", { metadata: [["state", "running"]] }, ""],
  ["template:base a=1", { metadata: [["a", "1"]] }, "template:base"],
] as const)("%j is asked as %j, and %j is left", (text, filter, left) => {
  const made = lists(parse(text).query);
  expect(made.lists).toEqual([{ metadata: [], ...filter }]);
  expect(print({ conditions: made.inBrowser.map(({ condition }) => condition) })).toBe(left);
});

test("a template is asked for only where that is known to work, and only one", () => {
  const made = lists(parse("template:b template:a template:b").query, everything);
  expect(made.lists).toEqual([{ metadata: [], template: "b" }]);
  expect(made.pushed).toEqual([fieldIs("template", "b")]);
  expect(made.inBrowser).toEqual([
    { condition: fieldIs("template", "a"), why: "The server filters by one template at a time" },
  ]);
});

test.each([
  ["a=1 b=1 a=2", "No sandbox can match: `a` cannot be both 1 and 2"],
  ['a="" a="x y"', 'No sandbox can match: `a` cannot be both "" and "x y"'],
  ["state:running state:paused", "No sandbox can match: `state` cannot be both running and paused"],
  ["state:running state:x", "No sandbox can match: `state` cannot be both running and x"],
  ["token=hunter2 token=hunter3", "No sandbox can match: `token` cannot be both •••••• and ••••••"],
  ["__proto__=1 __proto__=2", "No sandbox can match: `__proto__` cannot be both 1 and 2"],
])("%j is impossible: %s", (text, why) => {
  expect(planned(text, everything)).toEqual({ kind: "impossible", why });
});

test("a state and a key of the same name do not contradict", () => {
  expect(planned("state:running state=paused template:a template:b").kind).toBe("lists");
});

test("half a character is not sent", () => {
  const conditions = [
    metadataIs("k", "\ud83d"),
    metadataIs("\udc00", "v"),
    metadataIs("a", "1"),
    fieldIs("template", "\ud83d"),
  ];
  const made = lists({ conditions }, everything);
  expect(made.lists).toEqual([{ metadata: [["a", "1"]] }]);
  expect(made.inBrowser.map(({ why }) => why)).toEqual(
    Array(3).fill(expect.stringContaining("half of a character")),
  );
});

test("too long a request leaves the longest out first, whatever the order", () => {
  const conditions = [
    metadataIs("long", "x".repeat(4000)),
    metadataIs("short", "1"),
    metadataIs("longer", "x".repeat(4001)),
    metadataIs("cjk", "日".repeat(50)),
  ];
  const left = [metadataIs("longer", "x".repeat(4001))];
  for (const order of [conditions, conditions.toReversed()]) {
    const made = lists({ conditions: order });
    expect(made.inBrowser).toEqual(
      left.map((condition) => ({ condition, why: "The request would be longer than 6 kB with it" })),
    );
    expect(made.pushed).toEqual(
      order.filter((condition) => condition.kind === "metadata" && condition.key !== "longer"),
    );
  }
});

test("500 conditions of the longest text are planned without freezing", () => {
  const conditions = Array.from({ length: 500 }, (_, n) => metadataIs(`k${n}`, "日".repeat(20)));
  expect(lists({ conditions }).pushed.length).toBeLessThan(20);
});

const word = fc.constantFrom(
  "a",
  "b",
  "__proto__",
  "",
  "running",
  "paused",
  "snapshotting",
  "日".repeat(150),
  "x".repeat(2500),
  "\ud83d",
  "a=b&c",
  "%",
);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.tuple(word, word).map(([key, value]) => metadataIs(key, value)),
  fc.tuple(fc.constantFrom("state", "template"), word).map(([name, value]) => fieldIs(name, value)),
);
const sandbox: fc.Arbitrary<SandboxFacts> = fc.record({
  sandboxID: fc.constant("i1"),
  templateID: word,
  alias: fc.option(word),
  state: word,
  metadata: fc.uniqueArray(fc.tuple(word, word), { selector: ([key]) => key }),
});
/** A row and a query that is likely to match it: some of its own facts, sometimes with another condition. */
const rowAndQuery = sandbox.chain((row) => {
  const own: Condition[] = [
    fieldIs("state", row.state),
    fieldIs("template", row.templateID),
    ...(typeof row.alias === "string" ? [fieldIs("template", row.alias)] : []),
    ...row.metadata.map(([key, value]) => metadataIs(key, value)),
  ];
  const conditions = fc.array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...own) }, condition), {
    maxLength: 6,
  });
  return fc.record({ row: fc.constant(row), query: fc.record({ conditions }) });
});
const capabilities = fc.constantFrom(noCapabilities, everything);

/** What a server that obeys returns (contract 4.2). */
const returns = (filter: ListFilter, row: SandboxFacts): boolean =>
  (filter.state === undefined || row.state === filter.state) &&
  (filter.template === undefined || [row.templateID, row.alias].includes(filter.template)) &&
  filter.metadata.every(([key, value]) => metadataValue(row.metadata, key) === value);

test("every sandbox that matches is in a planned list, and none matches the impossible", () => {
  let matches = 0;
  fc.assert(
    fc.property(rowAndQuery, capabilities, ({ row, query }, can) => {
      if (!match(query, row)) return;
      matches += 1;
      const made = plan(query, can);
      expect(made.kind).toBe("lists");
      if (made.kind === "lists") expect(made.lists.some((filter) => returns(filter, row))).toBe(true);
    }),
    { numRuns: 2000 },
  );
  expect(matches).toBeGreaterThan(200);
});

test("a plan asks only what the upstream can, in a request that can be sent, and accounts for every condition", () => {
  fc.assert(
    fc.property(fc.array(condition, { maxLength: 6 }), capabilities, (conditions, can) => {
      const made = plan({ conditions }, can);
      if (made.kind === "impossible") return;
      for (const filter of made.lists) {
        expect(listSearch(filter, undefined).length).toBeLessThanOrEqual(MAX_SEARCH_BYTES);
        if (!can.template) expect(filter.template).toBeUndefined();
        expect([undefined, "running", "paused"]).toContain(filter.state);
      }
      const placed = [...made.pushed, ...made.inBrowser.map((left) => left.condition)];
      const texts = (all: readonly Condition[]) => new Set(all.map((one) => JSON.stringify(one)));
      expect(texts(placed)).toEqual(texts(conditions));
      expect(placed).toHaveLength(texts(conditions).size);
    }),
    { numRuns: 2000 },
  );
});

test("what is pushed is exactly what the lists ask for", () => {
  fc.assert(
    fc.property(rowAndQuery, capabilities, ({ row, query }, can) => {
      const made = plan(query, can);
      if (made.kind === "impossible") return;
      expect(made.lists.some((filter) => returns(filter, row))).toBe(match({ conditions: made.pushed }, row));
    }),
    { numRuns: 2000 },
  );
});
