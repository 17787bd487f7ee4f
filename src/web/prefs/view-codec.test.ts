import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalSearch } from "#web/view/view-link.ts";
import { LONGEST_SEARCH, MOST_VIEWS, readName, viewNamed, type SavedView } from "./saved-view.ts";
import { printViews, readViews as readSlowly, type ViewsProblem } from "./view-codec.ts";

const readViews = (text: string) => readSlowly(text, () => Promise.resolve());

const fileOf = (...views: readonly unknown[]): string => JSON.stringify({ version: 1, views });

test("a file is for people to read", () => {
  const text = printViews([
    { name: "Prod", search: "?q=env=prod+state:running&sort=started:asc" },
    { name: "All", search: "" },
  ]);
  expect(JSON.parse(text)).toEqual({
    version: 1,
    views: [{ name: "Prod", q: "env=prod state:running", sort: "started:asc" }, { name: "All" }],
  });
  expect(text).toContain('\n      "q": "env=prod state:running"');
});

const word = fc.string({ unit: "grapheme", maxLength: 12 });
const anyView: fc.Arbitrary<SavedView> = fc
  .record({
    name: word,
    key: word,
    value: word,
    sort: fc.constantFrom("", "id:asc", "m:a b:c:desc"),
  })
  .map(({ name, key, value, sort }) => {
    const q = `${JSON.stringify(key)}=${JSON.stringify(value)}`;
    const read = readName(name);
    return {
      name: read.ok ? read.value : "x",
      search: canonicalSearch(`?${new URLSearchParams({ q, sort }).toString()}`),
    };
  });

test("what is written is read back the same", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyView, { maxLength: 5 }), async (drawn) => {
      const views = drawn.filter((view, index) => viewNamed(drawn.slice(0, index), view.name) === undefined);
      const read = await readViews(printViews(views));
      expect(read).toEqual({
        ok: true,
        value: { views: views.map((view) => ({ ...view, privateCount: 0, lost: [] })), problems: [] },
      });
    }),
  );
});

test("no text breaks it", async () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.json(),
    fc.jsonValue().map((value) => fileOf(value)),
    fc
      .record({ name: word, q: fc.string({ unit: "binary" }), sort: fc.string(), cols: fc.string() })
      .map((view) => fileOf(view)),
  );
  await fc.assert(
    fc.asyncProperty(text, async (written) => {
      const read = await readViews(written);
      if (read.ok)
        for (const { name, search } of read.value.views) {
          expect(readName(name)).toEqual({ ok: true, value: name });
          expect(canonicalSearch(search)).toBe(search);
        }
    }),
  );
});

test.each<[string, string, ViewsProblem]>([
  ["no JSON", "hello", "not-json"],
  ["nothing", "", "not-json"],
  ["other JSON", "[1]", "not-views"],
  ["no list", '{"version":1,"views":{}}', "not-views"],
  ["another version", '{"version":2,"views":[]}', "other-version"],
  ["no version", '{"views":[]}', "not-views"],
  ["too many", fileOf(...Array.from({ length: MOST_VIEWS + 1 }, (_, n) => ({ name: `v${n}` }))), "too-many"],
])("a text with %s says so", async (_, text, problem) => {
  expect(await readViews(text)).toEqual({ ok: false, error: problem });
});

test("a view that is not right is named, and the others hold", async () => {
  const read = await readViews(
    fileOf(
      7,
      { name: "" },
      { name: "x".repeat(100) },
      { name: "Number", q: 1 },
      { name: "Good", q: "env=prod   env=prod", sort: "id:asc", owner: "someone" },
      { name: "good", q: "env=dev" },
      { name: "Open", q: 'env="pro' },
      { name: "Long", q: "x".repeat(LONGEST_SEARCH + 1) },
    ),
  );
  expect(read).toMatchObject({
    ok: true,
    value: {
      views: [{ name: "Good", search: "?q=env=prod&sort=id:asc", privateCount: 0, lost: [] }],
      problems: [
        { place: 1, why: "not-a-view" },
        { place: 2, why: "name", problem: "empty" },
        { place: 3, why: "name", problem: "too-long" },
        { place: 4, why: "not-a-view" },
        { place: 6, name: "good", why: "name-twice" },
        { place: 7, name: "Open", why: "query" },
        { place: 8, name: "Long", why: "too-long" },
      ],
    },
  });
});

test("conditions on masked values and unknown parts are left out, and counted", async () => {
  const read = await readViews(fileOf({ name: "Mine", q: "env=prod api_key=sk-hidden", sort: "sideways" }));
  expect(read).toEqual({
    ok: true,
    value: {
      views: [{ name: "Mine", search: "?q=env=prod", privateCount: 1, lost: ["sort"] }],
      problems: [],
    },
  });
});

test("a view that asks for masked values alone is not taken: without them it would show everything", async () => {
  const read = await readViews(fileOf({ name: "Mine", q: "api_key=sk-hidden", sort: "id:asc" }));
  expect(read).toEqual({
    ok: true,
    value: { views: [], problems: [{ place: 1, name: "Mine", why: "private" }] },
  });
});

test("reading lets others go first, after each view", async () => {
  let pauses = 0;
  await readSlowly(fileOf({ name: "A" }, 7, { name: "B" }), async () => {
    pauses += 1;
  });
  expect(pauses).toBe(3);
});
