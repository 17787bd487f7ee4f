import { expect, test } from "vitest";
import { nextSort } from "./next-sort.ts";

test("a heading sorts up, then down, then gives the server's order back", () => {
  const up = nextSort("cpu", undefined);
  expect(up).toEqual({ column: "cpu", direction: "asc" });
  const down = nextSort("cpu", up);
  expect(down).toEqual({ column: "cpu", direction: "desc" });
  expect(nextSort("cpu", down)).toBeUndefined();
});

test("another heading begins anew", () => {
  expect(nextSort("id", { column: "cpu", direction: "desc" })).toEqual({ column: "id", direction: "asc" });
});

test("newest first is the server's order itself", () => {
  expect(nextSort("started", { column: "started", direction: "asc" })).toBeUndefined();
});
