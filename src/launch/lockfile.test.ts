import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Entry = { resolved?: string; optionalDependencies?: Record<string, string> };

const text = readFileSync("package-lock.json", "utf8");
const packages: Record<string, Entry> = JSON.parse(text).packages;

/** Where Node would find `name` from inside the package at `path`. */
function places(path: string, name: string): string[] {
  const above = path.includes("/node_modules/") ? path.slice(0, path.lastIndexOf("/node_modules/")) : "";
  const here = `${path === "" ? "" : `${path}/`}node_modules/${name}`;
  return path === "" ? [here] : [here, ...places(above, name)];
}

test("the lockfile holds no download address, so that it serves every registry", () => {
  expect(text).not.toContain('"resolved": "http');
});

test("the lockfile has the packages of every platform, not only of the one it was written on", () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !places(path, name).some((place) => place in packages))
      .map((name) => `${name}, wanted by ${path}`),
  );
  expect(missing).toEqual([]);
});
