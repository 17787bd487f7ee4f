import { expect, test } from "vitest";
import { typeProjects } from "./checks.mjs";
import { fixtureProject } from "./fixture-project.ts";

test("every folder with types of its own is checked, and the root when it names files", () => {
  const { root, write } = fixtureProject();
  write("src/query/tsconfig.json", "{}");
  write("src/engine/tsconfig.json", "{}");
  write("src/query/bench/tsconfig.json", "{}");
  write("src/public/readme.md", "");
  write("tsconfig.json", '{ "include": [] }');
  expect(typeProjects(root)).toEqual([
    "src/engine/tsconfig.json",
    "src/query/bench/tsconfig.json",
    "src/query/tsconfig.json",
  ]);
  write("e2e/tsconfig.json", "{}");
  write("tsconfig.json", '{ "include": ["vite.config.ts"] }');
  expect(typeProjects(root).slice(3)).toEqual(["e2e/tsconfig.json", "tsconfig.json"]);
});
