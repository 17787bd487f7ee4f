import { expect, test } from "vitest";
import {
  distinctConditions,
  emptyQuery,
  fieldIs,
  metadataIs,
  withCondition,
  withoutCondition,
} from "./ast.ts";

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
