import { expect, test } from "vitest";
import { mediaStore } from "./media-store.ts";

test("one store for a query: what subscribes anew with each rendering would be another one each time", () => {
  expect(mediaStore("(width >= 64rem)")).toBe(mediaStore("(width >= 64rem)"));
  expect(mediaStore("(width >= 64rem)")).not.toBe(mediaStore("(width >= 90rem)"));
});
