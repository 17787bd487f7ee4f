import { expect, test } from "vitest";
import { createViewStore } from "#web/view/view-store.ts";
import { builtIns, currentView, isBuiltInName, viewSummary } from "./current-view.ts";
import { suggestedName } from "./suggested-name.ts";

/** The view of a page with that URL. */
const shownAt = (search: string) =>
  createViewStore({
    location: { pathname: "/", search },
    history: { state: null, pushState: () => undefined, replaceState: () => undefined },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }).get();

const prod = { name: "Prod", search: "?q=env=prod" };
const twin = { name: "Twin", search: "?q=env=prod" };
const wide = { name: "Wide", search: "?q=env=prod&cols=m:team,state" };
const saved = [prod, twin, wide];

test.each([
  ["?q=env=prod", undefined, "Prod"],
  ["?q=env=prod", "twin", "Twin"],
  ["?q=env=prod&open=iabc", "gone", "Prod"],
  ["?q=env%3Dprod%20env=prod", undefined, "Prod"],
  ["?q=env=prod&cols=state", undefined, "Prod"],
  ["?q=env=prod&cols=m:team,state", "Wide", "Wide"],
  ["?q=env=prod&sort=id:asc", undefined, undefined],
  ["?q=state:running", undefined, "Running"],
  ["", undefined, "All sandboxes"],
])("at %s, after %s, the current view is %s", (search, chosen, name) => {
  expect(currentView(shownAt(search), saved, chosen)?.name).toBe(name);
});

test("a condition that no view holds makes it no saved view", () => {
  const shown = { ...shownAt("?q=env=prod"), privateCount: 1 };
  expect(currentView(shown, saved, undefined)).toBeUndefined();
});

test("built-in names are theirs, whatever their case", () => {
  expect(builtIns[0]).toMatchObject({ name: "All sandboxes", search: "" });
  expect(isBuiltInName("running")).toBe(true);
  expect(isBuiltInName("Prod")).toBe(false);
});

test.each([
  ["?q=env=prod+state:running", "env=prod state:running"],
  ["?q=env=production+team=platform-engineering+state:running", "env=production team=platform-engineering"],
  ["?q=environment=production+team=platform-engineering", "environment=production"],
  ["?sort=m:team:asc", "By team"],
  ["", "Everything"],
])("for %s the name %s is suggested", (search, name) => {
  expect(suggestedName(shownAt(search), [])).toBe(name);
});

test("a suggested name is free and holds nothing masked", () => {
  expect(suggestedName(shownAt("?q=env=prod"), [{ name: "ENV=prod", search: "" }])).toBe("env=prod 2");
  const shown = shownAt("?q=api_key=sk-hidden");
  expect(shown.privateCount).toBe(1);
  expect(suggestedName({ ...shown, shareable: { conditions: [] } }, [])).toBe("Everything");
});

test("a view is summed up by its query", () => {
  expect(viewSummary("?q=env=prod+a=%22x+y%22&sort=id:asc")).toBe('env=prod a="x y"');
  expect(viewSummary("?sort=id:asc")).toBe("all sandboxes");
});
