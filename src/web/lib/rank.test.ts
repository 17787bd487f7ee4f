import { expect, test } from "vitest";
import { rankByText } from "./rank.ts";

const names = ["team", "steam", "Tea", "env", "t-e-a"];
const rank = (typed: string, fuzzy: "fuzzy" | "exact") => rankByText(names, typed, (name) => name, fuzzy);

test("the one that is it comes first, then those that start with it, then those that hold it, each in their order", () => {
  expect(rank("tea", "exact")).toEqual(["Tea", "team", "steam"]);
  expect(rank("te", "exact")).toEqual(["team", "Tea", "steam"]);
});

test("letters in order are enough where asked for", () => {
  expect(rank("tea", "fuzzy")).toEqual(["Tea", "team", "steam", "t-e-a"]);
  expect(rank("aet", "fuzzy")).toEqual([]);
});

test("nothing typed keeps all", () => {
  expect(rank(" ", "exact")).toEqual(names);
});
