import { expect, test } from "vitest";
import { hashFiles, listFiles } from "./content-hash.mjs";
import { fixtureProject } from "./fixture-project.ts";

test("files are listed in order, without dot files and those not kept, and missing paths are nothing", () => {
  const { root, write } = fixtureProject();
  for (const path of ["a/z.ts", "a/b/c.ts", "a/b.test.ts", "a/.swp", "a/.git/x", "one.json"])
    write(path, path);
  const files = listFiles(root, ["one.json", "a", "missing"], (path) => !path.endsWith(".test.ts"));
  expect(files).toEqual(["a/b/c.ts", "a/z.ts", "one.json"]);
});

test("a hash tells a change of a byte, of a name, and of where one file ends", () => {
  const { root, write } = fixtureProject();
  const hashOf = (contents: Record<string, string>) => {
    for (const [path, content] of Object.entries(contents)) write(path, content);
    return hashFiles(root, Object.keys(contents));
  };
  const hashes = [
    hashOf({ a: "xy", b: "z" }),
    hashOf({ a: "xy", b: "Z" }),
    hashOf({ a: "xy", c: "z" }),
    hashOf({ a: "x", b: "yz" }),
  ];
  expect(new Set(hashes).size).toBe(hashes.length);
  expect(hashOf({ a: "xy", b: "z" })).toBe(hashes[0]);
});
