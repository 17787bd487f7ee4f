import { expect, test } from "vitest";
import type { Metadata } from "#contract/metadata.ts";
import { inOrder } from "./key-order.ts";

const metadata: Metadata = [
  ["env", "prod"],
  ["team", "core"],
  ["job", "x"],
  ["__proto__", "y"],
];
const order = (keys: readonly string[], place: "first" | "last") =>
  inOrder(metadata, { keys: new Set(keys), place }).map(([key]) => key);

test("keys with a column come last in a table and first in a card, in the order of the columns", () => {
  expect(order(["__proto__", "env", "absent"], "last")).toEqual(["team", "job", "__proto__", "env"]);
  expect(order(["__proto__", "env", "absent"], "first")).toEqual(["__proto__", "env", "team", "job"]);
});

test("without such columns the metadata is as it came", () => {
  expect(inOrder(metadata, { keys: new Set(), place: "last" })).toBe(metadata);
});
