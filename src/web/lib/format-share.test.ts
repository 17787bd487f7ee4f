import { expect, test } from "vitest";
import { formatShare } from "./format-share.ts";

test.each([
  [0, "0%"],
  [0.0001, "< 1%"],
  [0.01, "1%"],
  [0.495, "50%"],
  [0.999, "> 99%"],
  [1, "100%"],
])("%d is %s", (share, text) => {
  expect(formatShare(share)).toBe(text);
});
