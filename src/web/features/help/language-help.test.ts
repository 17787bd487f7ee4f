import { expect, test } from "vitest";
import { simpleConditions } from "#query/ast.ts";
import { fieldNames } from "#query/field-names.ts";
import { writtenOperators } from "#query/operators.ts";
import { parse } from "#query/parse.ts";
import { languageHelp } from "#web/strings/language-help.ts";

const examples = languageHelp.groups
  .flatMap(({ rows }) => rows.flatMap(({ queries }) => [...queries]))
  .map((text): string => text);

test.each(examples)("the example %s is understood", (text) => {
  const { query, errors } = parse(text);
  expect(errors).toEqual([]);
  expect(query.conditions.length).toBeGreaterThan(0);
});

test("every operator, field and form has an example", () => {
  const conditions = examples.flatMap((text) => parse(text).query.conditions);
  const simple = conditions.flatMap(simpleConditions);
  const operators = simple.flatMap((condition) => (condition.kind === "metadata" ? [condition.op] : []));
  expect(new Set(operators)).toEqual(new Set(writtenOperators));
  const names = simple.flatMap((condition) => ("name" in condition ? [condition.name] : []));
  expect(new Set(names)).toEqual(new Set(fieldNames));
  const kinds = new Set([...conditions, ...simple].map(({ kind }) => kind));
  expect(kinds).toEqual(
    new Set(["metadata", "field", "amount", "span", "moment", "exists", "words", "not", "any"]),
  );
  expect(simple.some((condition) => condition.kind === "metadata" && condition.values.length > 1)).toBe(true);
});
