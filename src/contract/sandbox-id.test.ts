import { expect, test } from "vitest";
import { isSafeId } from "./sandbox-id.ts";

test.each(["i", "iw28n1ugc79izui9o37hn", "sbx-1", "_a", "a.b", "a..b", "-x", "A".repeat(128), "__proto__"])(
  "%s may be part of a path",
  (id) => {
    expect(isSafeId(id)).toBe(true);
  },
);

test.each([
  "",
  ".",
  "..",
  ".a",
  "a/b",
  String.raw`a\b`,
  "a b",
  "a%2Fb",
  "a?b",
  "a#b",
  "ä",
  "a\n",
  "a\u0000",
  "A".repeat(129),
])("%j may not", (id) => {
  expect(isSafeId(id)).toBe(false);
});
