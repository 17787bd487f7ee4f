import { beforeEach, expect, test } from "vitest";
import { createRecents } from "./recents.ts";

/** The part of the browser's storage that is used, in memory. */
function memory(): Storage & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    get length() {
      return texts.size;
    },
    key: (index) => [...texts.keys()][index] ?? null,
    getItem: (name) => texts.get(name) ?? null,
    setItem: (name, text) => void texts.set(name, text),
    removeItem: (name) => void texts.delete(name),
    clear: () => texts.clear(),
  };
}

let storage = memory();
beforeEach(() => {
  storage = memory();
});

test("the last used comes first, and survives a reload", () => {
  createRecents(storage, "local").use([
    ["env", "prod"],
    ["team", "core"],
    ["env", "dev"],
  ]);
  expect(createRecents(storage, "local").get().keys).toEqual([
    { key: "env", values: ["dev", "prod"] },
    { key: "team", values: ["core"] },
  ]);
  expect(createRecents(storage, "novita").get().keys).toEqual([]);
});

test("ten values a key and fifty keys are kept", () => {
  const recents = createRecents(storage, "local");
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
  const recents = createRecents(storage, "local");
  recents.use([
    ["api_key", "hidden-1"],
    ["note", "ghp_hidden2"],
    ["env", "prod"],
  ]);
  expect([...storage.texts.values()].join("")).not.toContain("hidden");
  expect(recents.get().keys.map(({ key }) => key)).toEqual(["env", "note", "api_key"]);
});

test("clearing leaves nothing behind", () => {
  const recents = createRecents(storage, "local");
  recents.use([["env", "prod"]]);
  recents.clear();
  expect(recents.get().keys).toEqual([]);
  expect(storage.texts.size).toBe(0);
});

test.each(["", "{", "[]", '{"version":2,"keys":[]}', '{"version":1,"keys":[{"key":1,"values":[]}]}'])(
  "what cannot be read is forgotten: %j",
  (text) => {
    storage.setItem("sandbar:recents:local", text);
    expect(createRecents(storage, "local").get().keys).toEqual([]);
  },
);

test("without storage, or with a full one, the page remembers", () => {
  const full = memory();
  full.setItem = () => {
    throw new Error("full");
  };
  for (const place of [undefined, full]) {
    const recents = createRecents(place, "local");
    recents.use([["env", "prod"]]);
    expect(recents.get().keys).toEqual([{ key: "env", values: ["prod"] }]);
  }
});
