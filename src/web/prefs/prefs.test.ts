import { expect, test } from "vitest";
import { browserStorage, createPrefs, createTheme } from "./prefs.ts";

function createStorage(initial: Readonly<Record<string, string>> = {}) {
  const kept = new Map(Object.entries(initial));
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
}
const full = {
  getItem: () => null,
  setItem: () => {
    throw new DOMException("full", "QuotaExceededError");
  },
};

test("preferences are kept for each upstream", () => {
  const storage = createStorage();
  createPrefs(storage, "local").update({ refreshSeconds: 60 });
  expect(createPrefs(storage, "local").get().refreshSeconds).toBe(60);
  expect(createPrefs(storage, "novita").get().refreshSeconds).toBe(10);
});

test.each([
  ["nothing", undefined],
  ["no JSON", "{"],
  ["another version", '{"version":2,"refreshSeconds":5}'],
  ["an interval that is not offered", '{"version":1,"refreshSeconds":0.001}'],
  ["something else", "[1]"],
])("%s in storage is the default", (_, text) => {
  const storage = createStorage(text === undefined ? {} : { "sandbar:prefs:local": text });
  expect(createPrefs(storage, "local").get()).toEqual({
    version: 1,
    refreshSeconds: 10,
    density: "regular",
    singleKeys: true,
  });
});

test("what one preference says wrongly leaves the others", () => {
  const storage = createStorage({
    "sandbar:prefs:local": '{"version":1,"refreshSeconds":60,"density":"huge","columns":7}',
  });
  expect(createPrefs(storage, "local").get()).toEqual({
    version: 1,
    refreshSeconds: 60,
    density: "regular",
    singleKeys: true,
  });
});

test("columns and density are remembered, and forgotten when they are the usual ones again", () => {
  const storage = createStorage();
  createPrefs(storage, "local").update({ columns: "state,m:team", density: "compact" });
  expect(createPrefs(storage, "local").get()).toMatchObject({ columns: "state,m:team", density: "compact" });
  createPrefs(storage, "local").update({ columns: undefined });
  expect(createPrefs(storage, "local").get().columns).toBeUndefined();
});

test.each([
  ["forbidden", undefined],
  ["full", full],
])("with storage %s a choice lasts as long as the page", (_, storage) => {
  const prefs = createPrefs(storage, "local");
  let told = 0;
  prefs.subscribe(() => {
    told += 1;
  });
  prefs.update({ refreshSeconds: 0 });
  expect(prefs.get().refreshSeconds).toBe(0);
  expect(told).toBe(1);
});

test("the theme goes onto the document and into storage at once; system is the document as it is", () => {
  const storage = createStorage();
  const root: { readonly dataset: Record<string, string> } = { dataset: {} };
  const theme = createTheme(storage, root);
  theme.set("dark");
  expect(root.dataset["theme"]).toBe("dark");
  expect(createTheme(storage, root).get()).toBe("dark");
  theme.set("system");
  expect(root.dataset).toEqual({});
  storage.setItem("sandbar:theme", "sepia");
  expect(createTheme(storage, root).get()).toBe("system");
});

test("a browser that forbids storage has none", () => {
  const forbidding: Pick<Window, "localStorage"> = {
    get localStorage(): Storage {
      throw new DOMException("denied", "SecurityError");
    },
  };
  expect(browserStorage(forbidding)).toBeUndefined();
});
