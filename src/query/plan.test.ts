import { expect, test } from "vitest";
import { metadataIs, fieldIs, type Query } from "./ast.ts";
import { noCapabilities, type Capabilities } from "./capabilities.ts";
import { parse } from "./parse.ts";
import { plan, type Plan } from "./plan.ts";
import { print, printCondition } from "./print.ts";

const now = Date.UTC(2026, 10, 23, 12, 0, 30);
const everything: Capabilities = { template: true, startedAfter: true, order: true };

const planned = (text: string, capabilities = noCapabilities, oldestFirst = false): Plan => {
  const { query, errors } = parse(text);
  expect(errors).toEqual([]);
  return plan(query, { capabilities, now, oldestFirst });
};
const listsOf = (made: Plan) => {
  if (made.kind !== "lists") throw new Error(made.why);
  return made;
};
const lists = (text: string, capabilities?: Capabilities) => listsOf(planned(text, capabilities));

test.each([
  ["", {}, [{}]],
  ["env=prod", {}, [{ metadata: [["env", "prod"]] }]],
  [
    "b=2 a=1 a=1",
    {},
    [
      {
        metadata: [
          ["a", "1"],
          ["b", "2"],
        ],
      },
    ],
  ],
  ["state:running env=prod", {}, [{ state: "running", metadata: [["env", "prod"]] }]],
  ["state:snapshotting", {}, [{}]],
  ["state:(running, paused)", {}, [{}]],
  ["k=(a, b)", {}, [{ metadata: [["k", "a"]] }, { metadata: [["k", "b"]] }]],
  [
    "k=(a, b) l=(c, d)",
    {},
    [
      {
        metadata: [
          ["k", "a"],
          ["l", "c"],
        ],
      },
      {
        metadata: [
          ["k", "a"],
          ["l", "d"],
        ],
      },
      {
        metadata: [
          ["k", "b"],
          ["l", "c"],
        ],
      },
      {
        metadata: [
          ["k", "b"],
          ["l", "d"],
        ],
      },
    ],
  ],
  ["k=(a, b) k=(b, c)", {}, [{ metadata: [["k", "b"]] }]],
  ["k=(a, b, c, d, e)", {}, [{}]],
  ["k=(a, b, c) l=(d, e)", {}, [{ metadata: [["l", "d"]] }, { metadata: [["l", "e"]] }]],
  ["template:base", {}, [{}]],
  ["template:base", everything, [{ template: "base" }]],
  ["template:(base, other)", everything, [{ template: "base" }, { template: "other" }]],
  ["template:base template:tpl1", everything, [{ template: "base" }]],
  ['template:""', everything, [{}]],
  ["age:<2h", {}, [{}]],
  ["age:<2h", everything, [{ startedAfter: "2026-11-23T10:00:00.000000Z" }]],
  ["started:>=2026-11-01T08:30:00.25Z", everything, [{ startedAfter: "2026-11-01T08:30:00.250000Z" }]],
  ["started:>1d age:<2h", everything, [{ startedAfter: "2026-11-23T10:00:00.000000Z" }]],
  ["age:>2h started:<2026-12-01", everything, [{}]],
  ["env!=a env^=b has:c d=~e f>1 words -other (a=1 OR b=2) cpu:2 ends:<5m id:x", everything, [{}]],
] as const)("%j asks for the right lists", (text, can, expected) => {
  const { lists: made } = lists(text, "template" in can ? can : noCapabilities);
  expect(made).toEqual(expected.map((list) => ({ metadata: [], ...list })));
});

test("the order is asked for only when wanted and proven", () => {
  const order = (made: Plan) => listsOf(made).lists.map((list) => list.order);
  expect(order(planned("k=(a, b)", everything, true))).toEqual(["asc", "asc"]);
  expect(order(planned("", everything))).toEqual([undefined]);
  expect(order(planned("", noCapabilities, true))).toEqual([undefined]);
});

test.each([
  ["env!=prod", /only match a key's exact value/],
  ["state:snapshotting", /one state, running or paused/],
  ["-state:running", /only match an exact state/],
  ["template:base", /not known to filter by template/],
  ["age:<2h", /not known to filter by the start time/],
  ["age:>2h", /after a moment, not before/],
  ["started:<2026-11-01", /after a moment, not before/],
  ["ends:<5m", /time that is left/],
  ["has:run", /key without its value/],
  ["mem:>1GiB", /filter by mem/],
  ["id:iabc", /filter by id/],
  ["hello", /search in text/],
  ["-hello", /exclude/],
  ["a=1 OR b=2", /OR/],
  ["k=(a, b, c, d, e)", /more than 4 lists/],
])("%j stays in the browser and says why", (text, why) => {
  const { inBrowser, pushed } = lists(text);
  expect(inBrowser.map((left) => left.why).join()).toMatch(why);
  expect(pushed).toEqual([]);
});

test.each([
  ["env=prod env=dev", "`env` cannot be both prod and dev"],
  ["env=(a, b) env=(c, d)", "`env` cannot be both a or b and c or d"],
  ["api_key=x api_key=y", "`api_key` cannot be both •••••• and ••••••"],
  ["env=prod env!=prod", "`env` cannot be prod and meet env!=prod"],
  ["env=prod env^=d", "`env` cannot be prod and meet env^=d"],
  ["n=5 n>9", "`n` cannot be 5 and meet n>9"],
  ["env=(a, b) env!=a env!=b", "`env` cannot be a or b and meet the other conditions on it"],
  ["state:running state:paused", "`state` cannot be both running and paused"],
  ["state:running -state:running", "`state` cannot be running and meet -state:running"],
  ["id:a id:b", "`id` cannot be both a and b"],
  ["-has:k k=v", "`k` cannot be absent and meet k=v"],
  ["has:k -has:k", "has:k and its opposite are both asked for"],
  ["hello -hello", "hello and its opposite are both asked for"],
  ["template:a -template:a", "template:a and its opposite are both asked for"],
  ["age:>2h age:<1h", "`age:` cannot be in all of these ranges"],
  ["age:>2h age:<=2h", "`age:` cannot be in all of these ranges"],
  ["cpu:2 cpu:>4", "`cpu:` cannot meet all that is asked of it"],
  ["state:paused ends:<5m", "only a running one has a deadline"],
  ["(a=1 a=2 OR b=1 b=2)", "`a` cannot be both 1 and 2"],
])("%j is impossible: %s", (text, why) => {
  const made = planned(text, everything);
  expect(made.kind).toBe("impossible");
  if (made.kind === "impossible") expect(made.why).toBe(`No sandbox can match: ${why}`);
});

test.each([
  "state:running state=paused template:a template:b",
  "env=prod env=~d",
  "age:>=2h age:<=2h",
  "k>5 k<3",
  "(a=1 a=2 OR b=1)",
  "-env=prod -has:env",
])("%j may be", (text) => {
  expect(planned(text).kind).toBe("lists");
});

test("half a character is not sent", () => {
  const conditions = [
    metadataIs("k", "\ud83d"),
    metadataIs("\udc00", "v"),
    metadataIs("a", "1"),
    fieldIs("template", "\ud83d"),
  ];
  const made = listsOf(plan({ conditions }, { capabilities: everything, now }));
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
  for (const order of [conditions, conditions.toReversed()]) {
    const made = listsOf(plan({ conditions: order }, { now }));
    expect(made.inBrowser).toEqual([
      {
        condition: metadataIs("longer", "x".repeat(4001)),
        why: "The request would be longer than 6 kB with it",
      },
    ]);
    expect(print({ conditions: made.pushed })).toBe(
      order
        .filter(({ key }) => key !== "longer")
        .map(printCondition)
        .join(" "),
    );
  }
});

test("500 conditions are planned without freezing, long or contradictory as they may be", () => {
  const many = (make: (n: number) => Query["conditions"][number]) =>
    plan({ conditions: Array.from({ length: 500 }, (_, n) => make(n)) }, { now });
  expect(listsOf(many((n) => metadataIs(`k${n}`, "日".repeat(20)))).pushed.length).toBeLessThan(20);
  expect(listsOf(many((n) => ({ kind: "metadata", key: "k", op: "!=", values: [`v${n}`] }))).pushed).toEqual(
    [],
  );
});
