import fc from "fast-check";
import { print } from "#query/print.ts";
import { expect, test } from "vitest";
import { emptyQuery, fieldIs, metadataIs, type Condition } from "#query/ast.ts";
import { parseView, printView, type View } from "./view.ts";

const viewOf = (part: Partial<View>): Pick<View, "query" | "sort" | "cols" | "group" | "open"> => ({
  query: emptyQuery,
  sort: undefined,
  cols: undefined,
  group: undefined,
  open: undefined,
  ...part,
});

test.each([
  [viewOf({}), ""],
  [
    viewOf({ query: { conditions: [metadataIs("env", "prod"), fieldIs("state", "running")] } }),
    "?q=env=prod+state:running",
  ],
  [viewOf({ sort: { column: "started", direction: "asc" } }), "?sort=started:asc"],
  [viewOf({ cols: '!m:team(160),m:"a,b",state' }), "?cols=!m:team(160),m:%22a,b%22,state"],
  [viewOf({ group: "m:team", cols: "m:team" }), "?group=m:team&cols=m:team"],
  [viewOf({ open: "iabc" }), "?open=iabc"],
  [viewOf({ query: { conditions: [metadataIs("a&b", "c+d#%")] }, open: "x" }), "?q=a%26b=c%2Bd%23%25&open=x"],
])("writes %o readably", (view, search) => {
  expect(printView(view)).toBe(search);
});

test.each([
  ["image=ghcr.io/acme/app@sha256:1f", "image=ghcr.io/acme/app@sha256:1f"],
  ["env!=prod team=(core, infra) -has:owner", "env!=prod+team=(core,+infra)+-has:owner"],
  ["(env=prod OR env=dev) age:>2h", "(env=prod+OR+env=dev)+age:%3E2h"],
  ["path^=/home mail$=@acme.io name*=a", "path%5E=/home+mail$=@acme.io+name*=a"],
  ['name=~"^a|b$"', "name=~%5Ea%7Cb$"],
  ['"a&b"="1+1=2#%"', "a%26b=1%2B1=2%23%25"],
  ['note="say \\"hi\\""', "note=%22say+%5C%22hi%5C%22%22"],
  ["env=d\u00e9v \u{1F980}", "env=d%C3%A9v+%F0%9F%A6%80"],
])("the query %s reads %s in a URL, and is read back", (written, readable) => {
  const view = parseView(`?${new URLSearchParams({ q: written }).toString()}`);
  expect(view.queryErrors).toEqual([]);
  expect(printView(view)).toBe(`?q=${readable}`);
  expect(parseView(`?q=${readable}`).query).toEqual(view.query);
});

const text = fc.string({ unit: "grapheme", maxLength: 12 });
const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.tuple(text, text).map(([key, value]) => metadataIs(key, value)),
  text.map((value) => fieldIs("template", value)),
  fc.constantFrom("running", "paused", "odd").map((value) => fieldIs("state", value)),
);
const anyView = fc.record({
  query: fc.array(anyCondition, { maxLength: 4 }).map((conditions) => ({ conditions })),
  sort: fc.option(
    fc.record({
      column: fc.constantFrom("id", "started", "m:team", "m:a b:c", "m:", "m::", "m:a\nb:asc", "m:état"),
      direction: fc.constantFrom("asc" as const, "desc" as const),
    }),
    { nil: undefined },
  ),
  group: fc.option(fc.constantFrom("state", "m:team", "m:", "m:a:b"), { nil: undefined }),
  cols: fc.option(fc.string({ unit: "grapheme", minLength: 1 }), { nil: undefined }),
  open: fc.option(fc.string({ unit: "grapheme", minLength: 1 }), { nil: undefined }),
});

test("the URL is the view: what is written is read back the same", () => {
  fc.assert(
    fc.property(anyView, (view) => {
      expect(parseView(printView(view))).toEqual({
        ...view,
        text: print(view.query),
        queryErrors: [],
        unread: "",
        leftOut: 0,
      });
    }),
  );
});

test("a URL from elsewhere breaks nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (search) => {
      const view = parseView(`?${search}`);
      expect(parseView(printView(view))).toMatchObject({ query: view.query });
    }),
  );
});

test("what is not understood of a query is reported, and the rest holds", () => {
  const view = parseView("?q=env=prod+%22open&sort=sideways&open=");
  expect(view.queryErrors).toHaveLength(1);
  expect(view).toMatchObject({ sort: undefined, open: undefined });
});
