import { expect, test } from "vitest";
import { parse } from "./parse.ts";
import { printCondition } from "./print.ts";
import { isPrivate } from "./privacy.ts";

test("what asks for a masked value is private; an empty value gives nothing away", () => {
  const { query } = parse('env=prod api_key=x state:running note=sk-1 template:eyJx token=""');
  const hidden = query.conditions.filter(isPrivate).map(printCondition);
  expect(hidden).toEqual(["api_key=x", "note=sk-1", "template:eyJx"]);
});
