import { expect, test } from "vitest";
import { parse } from "#query/parse.ts";
import { createRecentQueries } from "./recent-queries.ts";
import { createFakeMemory } from "./testing/fake-memory.ts";

const PLACE = "sandbar:queries:local";

function createFixture(initial: Readonly<Record<string, string>> = {}) {
  const memory = createFakeMemory(initial);
  let now = 0;
  const recent = createRecentQueries(memory, "local", () => now);
  const use = (text: string, afterMs = 60_000) => {
    now += afterMs;
    recent.use(parse(text).query);
  };
  return { memory, recent, use };
}

test("the last used comes first, once, in canonical form, and survives a reload", () => {
  const { memory, recent, use } = createFixture();
  use("env=prod");
  use('team="core"   env=dev');
  use("env=prod env=prod");
  expect(recent.get()).toEqual(["env=prod", "team=core env=dev"]);
  expect(createRecentQueries(memory, "local", () => 0).get()).toEqual(recent.get());
  expect(createRecentQueries(memory, "e2b", () => 0).get()).toEqual([]);
});

test("twenty are kept, and nothing empty or very long", () => {
  const { recent, use } = createFixture();
  for (let n = 0; n < 25; n += 1) use(`n=${n}`);
  use("");
  use(`long=${"x".repeat(3_000)}`);
  expect(recent.get()).toHaveLength(20);
  expect(recent.get()[0]).toBe("n=24");
});

test("building a filter leaves one entry, coming back to it later another", () => {
  const { recent, use } = createFixture();
  use("env=prod");
  use("env=prod team=core", 5_000);
  use("env=prod team=core state:running", 5_000);
  expect(recent.get()).toEqual(["env=prod team=core state:running"]);
  use("env=prod team=core state:running zone=a");
  expect(recent.get()).toHaveLength(2);
});

test("conditions on masked values are never written", () => {
  const { memory, recent, use } = createFixture();
  use("env=prod api_key=hidden-1");
  use("note=ghp_hidden2");
  expect(recent.get()).toEqual(["env=prod"]);
  expect([...memory.texts.values()].join("")).not.toContain("hidden");
});

test("clearing leaves nothing behind", () => {
  const { memory, recent, use } = createFixture();
  use("env=prod");
  recent.clear();
  expect(recent.get()).toEqual([]);
  expect(memory.texts.size).toBe(0);
});

test.each([
  "{",
  "[]",
  '{"version":2,"queries":[]}',
  '{"version":1,"queries":["api_key=sk-1","a=\\"",""," a=1"]}',
])("what this page would not have written is forgotten: %j", (text) => {
  expect(
    createFixture({ [PLACE]: text })
      .recent.get()
      .filter((query) => query !== " a=1"),
  ).toEqual([]);
});
