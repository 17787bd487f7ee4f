import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { OLDEST_NODE, nodeProblem } from "./node-version.mjs";

test.each(["20.19.0", "20.19.1", "20.20.0", "21.0.0", "24.1.0", "100.0.0"])("Node %s will do", (version) => {
  expect(nodeProblem(version)).toBeUndefined();
});

test.each(["20.18.9", "20.9.0", "18.20.8", "4.0.0"])("Node %s is refused, saying what to do", (version) => {
  expect(nodeProblem(version)).toMatch(`needs Node ${OLDEST_NODE} or newer; this is Node ${version}`);
  expect(nodeProblem(version)).toMatch("https://nodejs.org");
});

test("package.json names the same version", () => {
  const { engines } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(`>=${OLDEST_NODE}`).toBe(`${engines.node}.0`);
});
