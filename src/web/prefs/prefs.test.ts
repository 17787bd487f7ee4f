import { expect, test } from "vitest";
import { browserStorage, createPrefs, createTheme, pageColumns } from "./prefs.ts";
import { createFakeMemory } from "./testing/fake-memory.ts";

const PLACE = "sandbar:prefs:local";

test("preferences are kept for each upstream", () => {
  const memory = createFakeMemory();
  createPrefs(memory, "local").update({ refreshSeconds: 60 });
  expect(createPrefs(memory, "local").get().refreshSeconds).toBe(60);
  expect(createPrefs(memory, "novita").get().refreshSeconds).toBe(10);
});

test.each([
  ["nothing", undefined],
  ["no JSON", "{"],
  ["another version", '{"version":2,"refreshSeconds":5}'],
  ["an interval that is not offered", '{"version":1,"refreshSeconds":0.001}'],
  ["something else", "[1]"],
])("%s in storage is the default", (_, text) => {
  const memory = createFakeMemory(text === undefined ? {} : { [PLACE]: text });
  expect(createPrefs(memory, "local").get()).toEqual({
    version: 1,
    refreshSeconds: 10,
    density: "regular",
    singleKeys: true,
  });
});

test("what one preference says wrongly leaves the others", () => {
  const memory = createFakeMemory({
    [PLACE]: '{"version":1,"refreshSeconds":60,"density":"huge","columns":7}',
  });
  expect(createPrefs(memory, "local").get()).toEqual({
    version: 1,
    refreshSeconds: 60,
    density: "regular",
    singleKeys: true,
  });
});

test("columns and density are remembered, and forgotten when they are the usual ones again", () => {
  const memory = createFakeMemory();
  createPrefs(memory, "local").update({ columns: "state,m:team", density: "compact" });
  expect(createPrefs(memory, "local").get()).toMatchObject({ columns: "state,m:team", density: "compact" });
  createPrefs(memory, "local").update({ columns: undefined });
  expect(createPrefs(memory, "local").get().columns).toBeUndefined();
});

test("another tab's choices are followed, and not written over", () => {
  const memory = createFakeMemory();
  const prefs = createPrefs(memory, "local");
  const other = createPrefs(memory, "local");
  prefs.update({ density: "compact" });
  other.update({ refreshSeconds: 60, columns: "state" });
  prefs.update(({ singleKeys }) => ({ singleKeys: !singleKeys }));
  const all = { density: "compact", refreshSeconds: 60, columns: "state", singleKeys: false } as const;
  expect(createPrefs(memory, "local").get()).toMatchObject(all);
  expect(prefs.get()).toMatchObject(all);

  let told = 0;
  prefs.subscribe(() => {
    told += 1;
  });
  memory.writeElsewhere(PLACE, JSON.stringify({ version: 1, density: "roomy" }));
  expect(prefs.get()).toMatchObject({ density: "roomy", refreshSeconds: 10 });
  expect(told).toBe(1);
});

test("the columns of a page are its own until it changes them", () => {
  const memory = createFakeMemory();
  const prefs = createPrefs(memory, "local");
  const columns = pageColumns(prefs);
  memory.writeElsewhere(PLACE, JSON.stringify({ version: 1, columns: "state", density: "compact" }));
  expect(prefs.get().columns).toBe("state");
  expect(columns.get()).toBeUndefined();
  columns.set("cpu");
  expect(columns.get()).toBe("cpu");
  expect(createPrefs(memory, "local").get()).toMatchObject({ columns: "cpu", density: "compact" });
});

test.each(["forbidden", "full"])("with storage %s a choice lasts as long as the page", (how) => {
  const full = createFakeMemory();
  full.refuse(new DOMException("full", "QuotaExceededError"));
  const prefs = createPrefs(how === "full" ? full : { ...full, storage: undefined }, "local");
  let told = 0;
  prefs.subscribe(() => {
    told += 1;
  });
  prefs.update({ refreshSeconds: 0 });
  expect(prefs.get().refreshSeconds).toBe(0);
  expect(told).toBe(1);
});

test("the theme goes onto the document and into storage at once; system is the document as it is", () => {
  const memory = createFakeMemory();
  const root: { readonly dataset: Record<string, string> } = { dataset: {} };
  const theme = createTheme(memory, root);
  theme.set("dark");
  expect(root.dataset["theme"]).toBe("dark");
  expect(createTheme(memory, root).get()).toBe("dark");
  theme.set("system");
  expect(root.dataset).toEqual({});
  memory.writeElsewhere("sandbar:theme", "light");
  expect(root.dataset["theme"]).toBe("light");
  expect(theme.get()).toBe("light");
  memory.texts.set("sandbar:theme", "sepia");
  expect(createTheme(memory, root).get()).toBe("system");
});

test("a browser that forbids storage has none", () => {
  const forbidding: Pick<Window, "localStorage"> = {
    get localStorage(): Storage {
      throw new DOMException("denied", "SecurityError");
    },
  };
  expect(browserStorage(forbidding)).toBeUndefined();
});
