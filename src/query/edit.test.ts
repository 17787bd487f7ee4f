import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ageRanges } from "./age-ranges.ts";
import { anyOf, fieldIs, hasKey, metadataIs, negated, words, type Condition, type Query } from "./ast.ts";
import { choiceOf, clearSubject, excludeValue, includeValue, onlyValue, releaseValue } from "./edit.ts";
import { fieldSubject, isAbout, metadataSubject, type Subject } from "./subject.ts";
import { admits } from "./value-list.ts";

/** Two thousand cases take a second, on a machine that does much else several. */
const MOST_MS = 60_000;

const env = metadataSubject("env");
const team = metadataSubject("team");
const age = fieldSubject("age");
const of = (...conditions: readonly Condition[]): Query => ({ conditions });
const not = (key: string, ...values: readonly [string, ...string[]]): Condition =>
  negated(metadataIs(key, ...values));

describe("include", () => {
  test.each<[string, Query, Query]>([
    ["a new condition stands last", of(words("x")), of(words("x"), metadataIs("env", "prod"))],
    [
      "joins the values asked for, where they stand",
      of(metadataIs("env", "dev"), words("x")),
      of(metadataIs("env", "dev", "prod"), words("x")),
    ],
    ["is there already", of(metadataIs("env", "prod")), of(metadataIs("env", "prod"))],
    [
      "takes back that it is excluded",
      of(not("env", "prod", "qa")),
      of(not("env", "qa"), metadataIs("env", "prod")),
    ],
    ["keeps what lets it through", of(hasKey("env")), of(hasKey("env"), metadataIs("env", "prod"))],
    [
      "drops what would hide it",
      of({ kind: "metadata", key: "env", op: "^=", values: ["d"] }),
      of(metadataIs("env", "prod")),
    ],
    [
      "of values that contradict each other, keeps what they share",
      of(metadataIs("env", "a", "b"), metadataIs("env", "b", "c")),
      of(metadataIs("env", "b", "prod")),
    ],
  ])("%s", (_name, before, after) => {
    expect(includeValue(before, env, "prod")).toEqual(after);
  });

  test("amounts are numbers, and what is none changes nothing", () => {
    const two = includeValue(of(), fieldSubject("cpu"), "2");
    expect(two).toEqual(of({ kind: "amount", name: "cpu", op: "=", values: [2] }));
    expect(includeValue(two, fieldSubject("cpu"), "many")).toEqual(two);
    expect(includeValue(of(), fieldSubject("cpu"), "many")).toEqual(of());
  });

  test("ages beside each other become one span, others a choice", () => {
    const first = includeValue(of(), age, "5m-1h");
    expect(first).toEqual(of(span(">=", 300), span("<", 3_600)));
    expect(includeValue(first, age, "1h-1d")).toEqual(of(span(">=", 300), span("<", 86_400)));
    expect(includeValue(first, age, "7d-")).toEqual(
      of({
        kind: "any",
        of: [{ kind: "all", of: [span(">=", 300), span("<", 3_600)] }, span(">=", 604_800)],
      }),
    );
  });
});

describe("exclude", () => {
  test.each<[string, Query, Query]>([
    ["a new condition stands last", of(words("x")), of(words("x"), not("env", "prod"))],
    ["joins what is excluded", of(not("env", "qa")), of(not("env", "qa", "prod"))],
    [
      "takes it out of the values asked for",
      of(metadataIs("env", "prod", "dev")),
      of(metadataIs("env", "dev")),
    ],
    [
      "the only one asked for becomes the one that is not",
      of(metadataIs("env", "prod")),
      of(not("env", "prod")),
    ],
    ["is excluded already", of(not("env", "prod")), of(not("env", "prod"))],
  ])("%s", (_name, before, after) => {
    expect(excludeValue(before, env, "prod")).toEqual(after);
  });

  test("an age leaves the others", () => {
    const young = excludeValue(of(), age, "7d-");
    expect(young).toEqual(of(span("<", 604_800)));
    expect(choiceOf(young, age, "7d-")).toBe("excluded");
    expect(choiceOf(young, age, "0-5m")).toBe("included");
    expect(releaseValue(young, age, "7d-")).toEqual(of());
  });
});

test("only: takes the place of everything about the subject", () => {
  const before = of(metadataIs("team", "core"), hasKey("env"), words("x"), not("env", "dev"));
  expect(onlyValue(before, env, "prod")).toEqual(
    of(metadataIs("team", "core"), metadataIs("env", "prod"), words("x")),
  );
  expect(onlyValue(of(span(">", 7_200)), age, "0-5m")).toEqual(of(span("<", 300)));
  expect(clearSubject(before, env)).toEqual(of(metadataIs("team", "core"), words("x")));
});

test("what joins conditions about one subject is about it, what joins others is about none", () => {
  const either = anyOf([metadataIs("env", "a"), hasKey("env")]) ?? words("");
  const mixed = anyOf([metadataIs("env", "a"), metadataIs("team", "a")]) ?? words("");
  expect(clearSubject(of(either, mixed, fieldIs("state", "running")), env)).toEqual(
    of(mixed, fieldIs("state", "running")),
  );
});

const values = ["a", "b", "c"] as const;
const chosen = fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 });
const listed = fc
  .tuple(fc.constantFrom("env", "team"), chosen, fc.boolean())
  .map(([key, [first = "a", ...rest], negative]) => {
    const is = metadataIs(key, first, ...rest);
    return negative ? negated(is) : is;
  });
const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 4, arbitrary: listed },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Condition>(
      ...[hasKey("env"), negated(hasKey("env")), words("a"), fieldIs("state", "running"), span("<", 300)],
      { kind: "metadata", key: "env", op: "^=", values: ["a"] },
    ),
  },
  { weight: 1, arbitrary: fc.tuple(listed, listed).map((pair) => anyOf(pair) ?? words("")) },
);
const anyQuery = fc.array(anyCondition, { maxLength: 5 }).map((conditions) => ({ conditions }));
const anySubject = fc.constantFrom<Subject>(env, team);

const shows = (query: Query, subject: Subject, value: string): boolean =>
  query.conditions.every((condition) => !isAbout(condition, subject) || admits(condition, subject, value));
const others = (query: Query, subject: Subject): Query => clearSubject(query, subject);

test(
  "whatever the query: each change does what it says to the value, and nothing to other subjects",
  () => {
    fc.assert(
      fc.property(anyQuery, anySubject, fc.constantFrom(...values), (query, subject, value) => {
        const included = includeValue(query, subject, value);
        expect(shows(included, subject, value)).toBe(true);
        expect(choiceOf(included, subject, value)).toBe("included");
        expect(includeValue(included, subject, value)).toEqual(included);

        const excluded = excludeValue(query, subject, value);
        expect(shows(excluded, subject, value)).toBe(false);
        for (const other of values)
          if (other !== value && shows(query, subject, other))
            expect(shows(excluded, subject, other)).toBe(true);

        const released = releaseValue(query, subject, value);
        expect(choiceOf(released, subject, value)).toBe("none");

        const only = onlyValue(query, subject, value);
        expect(values.filter((other) => shows(only, subject, other))).toEqual([value]);

        for (const changed of [included, excluded, released, only])
          expect(others(changed, subject)).toEqual(others(query, subject));
      }),
      { numRuns: 2_000 },
    );
  },
  MOST_MS,
);

test(
  "whatever ages are chosen: each change does what it says, and none and all are no condition",
  () => {
    const id = fc.constantFrom(...ageRanges.map((range) => range.id));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom("include", "exclude", "release", "only"), id)),
        (steps) => {
          let query: Query = of(words("x"));
          for (const [what, range] of steps) {
            const change = {
              include: includeValue,
              exclude: excludeValue,
              release: releaseValue,
              only: onlyValue,
            }[what];
            query = change(query, age, range);
            const choice = choiceOf(query, age, range);
            if (what === "only") expect(choice).toBe("included");
            if (what === "exclude") expect(choice).not.toBe("included");
            if (what === "include") expect(choice === "included" || query.conditions.length === 1).toBe(true);
            expect(query.conditions[0]).toEqual(words("x"));
          }
        },
      ),
      { numRuns: 2_000 },
    );
  },
  MOST_MS,
);

function span(op: ">" | ">=" | "<", seconds: number): Condition {
  return { kind: "span", name: "age", op, seconds };
}
