import { expect, test } from "vitest";
import { rankByText } from "./rank.ts";

const names = ["team", "steam", "Tea", "env", "t-e-a"];
const rank = (typed: string, fuzzy: "fuzzy" | "exact") => rankByText(names, typed, (name) => name, fuzzy);

test("those that start with it come first, then those that hold it, each in their order", () => {
  expect(rank("tea", "exact")).toEqual(["team", "Tea", "steam"]);
});

test("letters in order are enough where asked for", () => {
  expect(rank("tea", "fuzzy")).toEqual(["team", "Tea", "steam", "t-e-a"]);
  expect(rank("aet", "fuzzy")).toEqual([]);
});

test("nothing typed keeps all", () => {
  expect(rank(" ", "exact")).toEqual(names);
});
