import { expect, test } from "vitest";
import { createRecents } from "./recents.ts";
import { createFakeMemory } from "./testing/fake-memory.ts";

test("the last used comes first, and survives a reload", () => {
  const memory = createFakeMemory();
  createRecents(memory, "local").use([
    ["env", "prod"],
    ["team", "core"],
    ["env", "dev"],
  ]);
  expect(createRecents(memory, "local").get().keys).toEqual([
    { key: "env", values: ["dev", "prod"] },
    { key: "team", values: ["core"] },
  ]);
  expect(createRecents(memory, "novita").get().keys).toEqual([]);
});

test("ten values a key and fifty keys are kept", () => {
  const memory = createFakeMemory();
  const recents = createRecents(memory, "local");
  recents.use(Array.from({ length: 12 }, (_, n) => ["env", `v${n}`] as const));
  expect(recents.get().keys[0]?.values).toEqual([
    "v11",
    "v10",
    "v9",
    "v8",
    "v7",
    "v6",
    "v5",
    "v4",
    "v3",
    "v2",
  ]);
  recents.use(Array.from({ length: 60 }, (_, n) => [`k${n}`, "x"] as const));
  expect(recents.get().keys.length).toBe(50);
});

test("a secret value is never written, its key is", () => {
  const memory = createFakeMemory();
  const recents = createRecents(memory, "local");
  recents.use([
    ["api_key", "hidden-1"],
    ["note", "ghp_hidden2"],
    ["env", "prod"],
  ]);
  expect([...memory.texts.values()].join("")).not.toContain("hidden");
  expect(recents.get().keys.map(({ key }) => key)).toEqual(["env", "note", "api_key"]);
});

test("clearing leaves nothing behind", () => {
  const memory = createFakeMemory();
  const recents = createRecents(memory, "local");
  recents.use([["env", "prod"]]);
  recents.clear();
  expect(recents.get().keys).toEqual([]);
  expect(memory.texts.size).toBe(0);
});

test.each(["", "{", "[]", '{"version":2,"keys":[]}', '{"version":1,"keys":[{"key":1,"values":[]}]}'])(
  "what cannot be read is forgotten: %j",
  (text) => {
    const memory = createFakeMemory({ "sandbar:recents:local": text });
    expect(createRecents(memory, "local").get().keys).toEqual([]);
  },
);

test("without storage, or with a full one, the page remembers", () => {
  const full = createFakeMemory();
  full.refuse(new DOMException("full", "QuotaExceededError"));
  for (const memory of [full, { ...createFakeMemory(), storage: undefined }]) {
    const recents = createRecents(memory, "local");
    recents.use([["env", "prod"]]);
    expect(recents.get().keys).toEqual([{ key: "env", values: ["prod"] }]);
  }
});

test("what another tab used is there too", () => {
  const memory = createFakeMemory();
  const recents = createRecents(memory, "local");
  createRecents(memory, "local").use([["env", "prod"]]);
  recents.use([["team", "core"]]);
  expect(recents.get().keys.map(({ key }) => key)).toEqual(["team", "env"]);
});
