import { expect, test } from "vitest";
import {
  dependsOnTime,
  distinctConditions,
  emptyQuery,
  fieldIs,
  metadataIs,
  namesTemplate,
  negated,
  regexesOf,
  withCondition,
  withoutCondition,
} from "./ast.ts";
import { parse } from "./parse.ts";

const [env, team, state] = [
  metadataIs("env", "prod"),
  metadataIs("team", "core"),
  fieldIs("state", "running"),
];

test("a condition is added once, at the end", () => {
  const query = withCondition(withCondition(emptyQuery, env), state);
  expect(query.conditions).toEqual([env, state]);
  expect(withCondition(query, { ...env })).toBe(query);
});

test("a condition is removed with its repetitions", () => {
  expect(withoutCondition({ conditions: [env, team, { ...env }] }, { ...env })).toEqual({
    conditions: [team],
  });
  expect(distinctConditions({ conditions: [env, team, { ...env }] })).toEqual([env, team]);
});

test.each([
  ["a=1", "a!=1"],
  ["a=~x", "a!~x"],
  ["state:running", "-state:running"],
  ["cpu:2", "-cpu:2"],
  ["has:a", "-has:a"],
  ["a^=x", "-a^=x"],
  ["age:>2h", "-age:>2h"],
  ["hello", "-hello"],
])("the opposite of %s is %s, and the other way round", (text, opposite) => {
  const read = (from: string) => parse(from).query.conditions;
  expect(read(text).map(negated)).toEqual(read(opposite));
  expect(read(opposite).map(negated)).toEqual(read(text));
});

test("what a query depends on is told of all its parts", () => {
  const query = (text: string) => parse(text).query;
  expect(dependsOnTime(query("a=1 OR -(b=2 age:>2h)"))).toBe(true);
  expect(dependsOnTime(query("started:>2h"))).toBe(true);
  expect(dependsOnTime(query("started:>2026-11-01 cpu:2 a=1"))).toBe(false);
  expect(namesTemplate(query("-(template:x a=1)"))).toBe(true);
  expect(namesTemplate(query("template=x"))).toBe(false);
  expect(regexesOf(query("a=~x OR -(b!~(y, z) c=1)"))).toEqual(["x", "y", "z"]);
});
