import fc from "fast-check";
import { expect, test } from "vitest";
import { metadataIs } from "./ast.ts";
import { atCursor } from "./at-cursor.ts";
import { complete, type Choice } from "./complete.ts";
import { fieldNames, type FieldName } from "./field-names.ts";
import { operatorsFor } from "./operators.ts";
import { parse } from "./parse.ts";
import { print } from "./print.ts";
import { keyTerm } from "./term.ts";
import { fuzz, hostileText, query } from "./testing/arbitrary.ts";

/** Chooses at the `|` of a text; the result has its caret marked the same way. */
function choosing(marked: string, choice: Choice): string {
  const text = marked.replace("|", "");
  const after = complete(text, atCursor(text, marked.indexOf("|")), choice);
  return `${after.text.slice(0, after.caret)}|${after.text.slice(after.caret)}`;
}
const key = (name: string): Choice => ({ kind: "key", key: name });
const field = (name: FieldName): Choice => ({ kind: "field", name });
const op = (name: "=" | "!=" | ">" | "exists" | "missing"): Choice => ({ kind: "operator", op: name });
const value = (text: string, goesOn = false): Choice => ({ kind: "value", value: text, goesOn });

test.each<[string, Choice, string]>([
  ["|", key("env"), "env=|"],
  ["a=1 e|", key("env"), "a=1 env=|"],
  ["-e|", key("cost center"), '-"cost center"=|'],
  ["e|x=prod", key("env"), "env=|prod"],
  ["e|x!=prod b=2", key("env"), "env!=|prod b=2"],
  ["|a=1", key("env"), "env=| a=1"],
  ["a=(1)|", key("env"), "a=(1) env=|"],
  ["(a=1 OR e|)", key("env"), "(a=1 OR env=|)"],
  ['"cost ce| b=2', key("cost center"), '"cost center"=| b=2'],
  ["sta|te:running", key("team"), "team=|running"],
  ["sta|", field("state"), "state:|"],
  ["sta|te=running", field("state"), "state:|running"],
  ["sta|te:running", field("template"), "template:|running"],
  ["cp|>2", field("cpu"), "cpu:>|2"],
  ["|", { kind: "exists" }, "has:|"],
  ["has:e| a=1", key("env"), "has:env |a=1"],
  ["has:|", key(""), 'has:"" |'],
  ["env!|", op("!="), "env!=|"],
  ["env=!|prod", op("!="), "env!=|prod"],
  ["age:|", op(">"), "age:>|"],
  ["age:|2h", op(">"), "age:>|2h"],
  ["state:!|x", op("="), "state:|x"],
  ["a=1 env!|", op("exists"), "a=1 has:env |"],
  ['"a b"| c=1', op("missing"), '-has:"a b" |c=1'],
  ['-"a b"|', op("missing"), 'has:"a b" |'],
  ["env=|", value("prod"), "env=prod |"],
  ["env=p|ro", value("prod"), "env=prod |"],
  ["env=p| b=2", value("a b"), 'env="a b" |b=2'],
  ["env=p|", value(""), 'env="" |'],
  ["(env=p|)", value("prod"), "(env=prod |)"],
  ["env=|*", value("*"), 'env="*" |'],
  ["env=(a, p|", value("prod"), "env=(a, prod) |"],
  ["env=(a, p|, c) d=1", value("prod"), "env=(a, prod, c) |d=1"],
  ["env=(a |)", value("b,c"), 'env=(a , "b,c") |'],
  ["env=(p| d=1", value("prod"), "env=(prod) |d=1"],
  ["env=p|", value("prod", true), "env=(prod, |)"],
  ["env=(a, p|", value("prod", true), "env=(a, prod, |)"],
  ["env=(a, p|)", value("prod", true), "env=(a, prod, |)"],
  ["env=|", key("x"), "env=|"],
])("%j with %j is %j", (before, choice, after) => {
  expect(choosing(before, choice)).toBe(after);
});

test("choosing a key and then a value asks exactly that, and leaves what stood before", () => {
  fc.assert(
    fc.property(query, hostileText, hostileText, fc.boolean(), (other, name, wanted, atStart) => {
      // An alternative that others follow stands in parentheses.
      const isLoose = other.conditions.length === 1 && other.conditions[0]?.kind === "any";
      const before = isLoose ? `(${print(other)})` : print(other);
      fc.pre(before.length < 5_000 && name.length + wanted.length < 2_000);
      const begun = before === "" || atStart ? before : `${before} `;
      const place = atStart ? 0 : begun.length;
      const named = complete(begun, atCursor(begun, place), key(name));
      expect(named.text.slice(0, named.caret).endsWith(`${keyTerm(name)}=`)).toBe(true);
      const valued = complete(named.text, atCursor(named.text, named.caret), value(wanted));
      expect(valued.text.charAt(valued.caret - 1)).toBe(" ");
      const chosen = metadataIs(name, wanted);
      expect(parse(valued.text)).toEqual({
        query: { conditions: atStart ? [chosen, ...other.conditions] : [...other.conditions, chosen] },
        errors: [],
        dropped: [],
      });
    }),
    fuzz(),
  );
});

test("a choice anywhere in any text never throws and keeps the caret in it", () => {
  const piece = fc.constantFrom(...Array.from('ab"\\ =!:(),-'), "state:", "age:", "has:");
  const choice = fc.oneof(
    hostileText.map(key),
    fc.constantFrom(op("="), op("missing"), field("age"), { kind: "exists" } as const),
    fc.tuple(hostileText, fc.boolean()).map(([wanted, goesOn]) => value(wanted, goesOn)),
  );
  fc.assert(
    fc.property(
      fc.array(piece).map((all) => all.join("")),
      fc.nat(20),
      choice,
      (written, caret, chosen) => {
        const context = atCursor(written, caret);
        const after = complete(written, context, chosen);
        expect(after.caret).toBeLessThanOrEqual(after.text.length);
        expect(
          after.text.startsWith(
            written.slice(0, Math.min(context.from, "start" in context ? context.start : context.from)),
          ),
        ).toBe(true);
      },
    ),
    fuzz(),
  );
});

test("every field and any key can be asked about, each way once", () => {
  for (const name of fieldNames) {
    const offers = operatorsFor({ kind: "field", name });
    expect(offers.length).toBeGreaterThan(0);
    expect(new Set(offers.map(({ words }) => words)).size).toBe(offers.length);
  }
  const offers = operatorsFor({ kind: "metadata", key: "env" });
  expect(new Set(offers.map(({ op: each }) => each)).size).toBe(13);
});
