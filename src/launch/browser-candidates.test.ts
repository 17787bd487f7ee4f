import { join } from "node:path";
import { expect, test } from "vitest";
import { installedBrowsers } from "./browser-candidates.mjs";
import { fixtureProject } from "./fixture-project.ts";

test("browsers on the path are found in its order, each once", () => {
  const { root, write } = fixtureProject();
  write("one/google-chrome", "");
  write("two/chromium", "");
  write("two/other", "");
  const found = installedBrowsers(
    { PATH: [join(root, "one"), join(root, "two"), join(root, "one")].join(":") },
    "linux",
  );
  expect(found.filter((path) => path.startsWith(root))).toEqual([
    join(root, "one", "google-chrome"),
    join(root, "two", "chromium"),
  ]);
});

test("a Mac's are found among the person's applications", () => {
  const { root, write } = fixtureProject();
  const chrome = "Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  write(chrome, "");
  expect(installedBrowsers({ HOME: root }, "darwin")).toContain(join(root, chrome));
});
