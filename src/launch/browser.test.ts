import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findBrowser } from "./browser.mjs";
import { fixtureProject } from "./fixture-project.ts";

/** A Playwright that can start files holding "works", and notes what it starts. */
const PLAYWRIGHT = `
  const { appendFileSync, readFileSync } = require("node:fs");
  const page = { goto: async () => {}, title: async () => "works" };
  exports.chromium = {
    launch: async ({ executablePath, args, env }) => {
      if (readFileSync(executablePath, "utf8") !== "works") throw new Error("it says\\n  error while loading libnss3");
      if (env.NOVITA_API_KEY) throw new Error("it was told a key");
      return { newPage: async () => page, close: async () => {} };
    },
  };
`;

async function* candidates(...paths: string[]) {
  for (const executablePath of paths) yield { source: "an installed browser", executablePath };
}

function projectWithPlaywright() {
  const { root, write } = fixtureProject();
  for (const name of ["@playwright/test", "playwright", "playwright-core"]) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: "index.js" }));
    write(`node_modules/${name}/index.js`, name === "playwright-core" ? PLAYWRIGHT : "");
  }
  write("broken", "broken");
  write("good", "works");
  write("better", "works");
  const said: string[] = [];
  const context = {
    root,
    say: (line: string) => said.push(line),
    interrupted: new AbortController().signal,
    env: { NOVITA_API_KEY: "canary" },
  };
  return { context, said, at: (name: string) => join(root, name) };
}

test("the first that really shows a page is taken, told, and taken again without a search", async () => {
  const { context, said, at } = projectWithPlaywright();
  const found = await findBrowser(context, candidates(at("missing"), at("broken"), at("good"), at("better")));
  expect(found).toMatchObject({
    executablePath: at("good"),
    args: [expect.stringContaining("EXCLUDE 127.0.0.1")],
  });
  expect(said).toEqual([`testing with an installed browser (${at("good")})`]);
  expect(await findBrowser(context, candidates(at("better")))).toEqual(found);
  expect(said).toHaveLength(1);
});

test("one that worked last time and is gone is looked for anew", async () => {
  const { context, at } = projectWithPlaywright();
  await findBrowser(context, candidates(at("good")));
  rmSync(at("good"));
  expect(await findBrowser(context, candidates(at("better")))).toMatchObject({
    executablePath: at("better"),
  });
});

test("CHROMIUM_PATH goes before the one that worked last time; when it does not work that is said", async () => {
  const { context, said, at } = projectWithPlaywright();
  await findBrowser(context, candidates(at("good")));
  const chosen = { ...context, env: { CHROMIUM_PATH: at("better") } };
  expect(await findBrowser(chosen, candidates(at("better")))).toMatchObject({ executablePath: at("better") });
  const wrong = { ...context, env: { CHROMIUM_PATH: at("broken") } };
  await findBrowser(wrong, candidates(at("broken"), at("good")));
  expect(said).toContain(
    `CHROMIUM_PATH=${at("broken")} does not work (error while loading libnss3); looking further`,
  );
});

test("when none works there is one instruction, and why each did not", async () => {
  const { context, at } = projectWithPlaywright();
  await expect(findBrowser(context, candidates(at("broken"), at("missing")))).rejects.toThrow(
    /Install Chromium or Chrome, or set CHROMIUM_PATH to one[^]*libnss3[^]*ENOENT/,
  );
});
