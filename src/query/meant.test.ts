import fc from "fast-check";
import { expect, test } from "vitest";
import { meant } from "./meant.ts";
import { parse } from "./parse.ts";
import { print } from "./print.ts";
import { fuzz, query } from "./testing/arbitrary.ts";

const keys = new Set(["env", "team", "started"]);
const meantBy = (text: string) =>
  meant(parse(text).query, (key) => keys.has(key)).map(({ text: instead, instead: whole }) => [
    instead,
    print(whole),
  ]);

test.each([
  ["env:prod", "env=prod", "env=prod"],
  ["a=1 env:prod", "env=prod", "a=1 env=prod"],
  ["env:!=prod", "env!=prod", "env!=prod"],
  ["AGE:>2h", "age:>2h", "age:>2h"],
  ["State:running", "state:running", "state:running"],
  ["age>2h", "age:>2h", "age:>2h"],
  ["age<=2h team=core", "age:<=2h", "age:<=2h team=core"],
  ["state=running", "state:running", "state:running"],
  ["state!=running", "-state:running", "-state:running"],
  ["template=~^b", "template:=~^b", "template:=~^b"],
  ["template!~^b", "-template:=~^b", "-template:=~^b"],
  ["state=(running, paused)", "state:(running, paused)", "state:(running, paused)"],
  ["env=a or env=b", "OR", "env=a OR env=b"],
  ["env=a and team=b", "AND", "env=a team=b"],
  ["not env=a", "NOT", "env!=a"],
])("%j may mean %j", (text, instead, whole) => {
  expect(meantBy(text)).toEqual([[instead, whole]]);
});

test.each([
  "env=prod state:running age:>2h",
  "http://host/x",
  "12:30",
  "unheard:prod",
  "started=x",
  "hello or",
  "has:state",
  '"env:"',
  "age=x",
])("%j is taken at its word", (text) => {
  expect(meantBy(text)).toEqual([]);
});

test("what is offered instead is another query that reads back as it is", () => {
  fc.assert(
    fc.property(query, (asked) => {
      for (const { instead } of meant(asked, (key) => key === "a")) {
        expect(parse(print(instead))).toEqual({ query: instead, errors: [], dropped: [] });
        expect(print(instead)).not.toBe(print(asked));
      }
    }),
    fuzz(),
  );
});
