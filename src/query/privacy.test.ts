import { expect, test } from "vitest";
import { parse } from "./parse.ts";
import { printCondition } from "./print.ts";
import { isPrivate, mayBePrivate } from "./privacy.ts";

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

test.each([
  "api_key==hunter2",
  "api_key= hunter2",
  "api_key=(a, hunter2",
  '-"my api-key"=hunter2,x',
  '"api_key=hunter2',
  'note=="ghp_hunter2"',
  "note=(a,ghp_hunter2",
  "env=prod OR token=x OR b=",
  "(db=postgres://app:hunter2@db:5432/app",
  'header="Bearer hunter2',
  '"sk-hunter2',
  "-sk-hunter2,",
  "((a=1 OR -(b=2 ghp_hunter2)",
  "template:eyJhunter2,x",
  "PASSWORD:hunter2,",
  "'sk-hunter2'(",
  "\\sk-hunter2 (",
  "a=\\sk-hunter2 (",
  "a='ghp_hunter2' (",
  "a='aB3dE5fG7hI9jK1lM2nO4pQ6rS8tU0vW' (",
  "'api_key'='hunter2' (",
])("of %j, which cannot be read, something may be secret", (text) => {
  expect(parse(text).errors.length, "it is no query").toBeGreaterThan(0);
  expect(mayBePrivate(text)).toBe(true);
});

test.each([
  "",
  '"',
  "env==prod",
  "k=",
  "api_key=",
  "api_key='' (",
  "-has:api_key,",
  "has:(api_key, token",
  "team=token,",
  "a=1 OR b=",
  "((((((a=1",
  'note="three words',
])("of %j nothing is", (text) => {
  expect(mayBePrivate(text)).toBe(false);
});
