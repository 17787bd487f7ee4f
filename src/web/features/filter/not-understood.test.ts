import { expect, test } from "vitest";
import { parse } from "#query/parse.ts";
import { notUnderstood } from "./not-understood.ts";

test.each([
  ["env==prod", ["env==prod"]],
  ["a=1 x,y team=core", ["x,y"]],
  ["a=1 b= c==3", ["b=", "c==3"]],
  ["api_key==hunter2", ["api_key==••••••"]],
  ['-"api_key"=hunter2,x', ['"api_key"=••••••']],
  ["api_key=(hunter2", ["api_key=••••••"]],
  ['note=="ghp_hunter2"', ["note==••••••"]],
  [`note==${"x".repeat(100)}`, [`note==${"x".repeat(73)}…`]],
])("of %j, what is not understood is shown as it was written, but for secrets: %j", (text, shown) => {
  const found = notUnderstood(text, parse(text).errors);
  expect(found.map((part) => part.text)).toEqual(shown);
  expect(found.every((part) => part.why !== "" && !part.why.includes("hunter2"))).toBe(true);
});
