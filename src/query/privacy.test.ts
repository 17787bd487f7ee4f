import { expect, test } from "vitest";
import { parse } from "./parse.ts";
import { printCondition } from "./print.ts";
import { isPrivate } from "./privacy.ts";

test("what asks for a masked value is private; an empty value gives nothing away", () => {
  const { query } = parse(
    'env=prod api_key=x state:running note=sk-1 template:eyJx token="" has:token sk-2 -(a=1 token^=z) b=(1, sk-3)',
  );
  const hidden = query.conditions.filter(isPrivate).map(printCondition);
  expect(hidden).toEqual([
    "api_key=x",
    "note=sk-1",
    "template:eyJx",
    "sk-2",
    "-(a=1 token^=z)",
    "b=(1, sk-3)",
  ]);
});
