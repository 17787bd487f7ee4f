import { ageConditions, ageRanges, chosenAges } from "./age-ranges.ts";
import type { Condition, Query } from "./ast.ts";
import { isAbout, type Subject } from "./subject.ts";
import { admits, listedValues, valuesCondition } from "./value-list.ts";

/** How a query treats a value by its name: asks for it, excludes it, or leaves it alone. */
export type ValueChoice = "included" | "excluded" | "none";

/*
 * Changes of a query by what was pointed at: a subject and one of its values, as a text (`prod`, `2`, the id of a range of ages). Nothing
 * about other subjects is touched, and a value that the subject cannot have changes nothing.
 */

/** What the query says of a value by name. */
export function choiceOf(query: Query, subject: Subject, value: string): ValueChoice {
  if (isAge(subject)) {
    const ages = chosenAges(about(query, subject));
    if (ages?.has(value)) return "included";
    return ages?.size === ageRanges.length - 1 ? "excluded" : "none";
  }
  const names = (op: "=" | "!=") =>
    query.conditions.some((condition) => listedValues(condition, subject, op)?.includes(value));
  return names("=") ? "included" : names("!=") ? "excluded" : "none";
}

/** The values that the query names for a subject, asked for or excluded, each once. */
export const namedValues = (query: Query, subject: Subject): readonly string[] => [
  ...new Set(
    query.conditions.flatMap(
      (condition) => listedValues(condition, subject, "=") ?? listedValues(condition, subject, "!=") ?? [],
    ),
  ),
];

/** Asks for this value, besides those of its subject that are asked for already. What would hide it all the same is taken out. */
export function includeValue(query: Query, subject: Subject, value: string): Query {
  if (isAge(subject)) return withAges(query, subject, (ages) => [...(ages ?? []), value]);
  const asked = askedValues(query, subject);
  const wanted = valuesCondition(subject, "=", asked.includes(value) ? asked : [...asked, value]);
  if (!wanted) return query;
  const asksByName = (condition: Condition) => listedValues(condition, subject, "=") !== undefined;
  const { conditions } = withoutListed(query, subject, "!=", value);
  const kept = conditions.filter(
    (condition) => !isAbout(condition, subject) || asksByName(condition) || admits(condition, subject, value),
  );
  return replaced(kept, wanted, asksByName);
}

/** Hides this value, and no other that was shown. */
export function excludeValue(query: Query, subject: Subject, value: string): Query {
  if (isAge(subject)) {
    return withAges(query, subject, (ages) => {
      const rest = ageIds.filter((id) => id !== value && (!ages || ages.has(id)));
      return rest.length > 0 ? rest : ageIds.filter((id) => id !== value);
    });
  }
  const without = withoutListed(query, subject, "=", value);
  // Where others are asked for by name, not asking for this one is enough.
  const isEnough = choiceOf(query, subject, value) === "included" && askedValues(without, subject).length > 0;
  if (isEnough || choiceOf(without, subject, value) === "excluded") return without;
  const isExclusion = (condition: Condition) => listedValues(condition, subject, "!=") !== undefined;
  const excluded = without.conditions.flatMap((condition) => listedValues(condition, subject, "!=") ?? []);
  const unwanted = valuesCondition(subject, "!=", [...excluded, value]);
  return unwanted ? replaced(without.conditions, unwanted, isExclusion) : query;
}

/** Asks neither for this value nor excludes it any more. */
export function releaseValue(query: Query, subject: Subject, value: string): Query {
  if (isAge(subject)) {
    return withAges(query, subject, (ages) =>
      ages?.has(value) ? [...ages].filter((id) => id !== value) : [...(ages ?? []), value],
    );
  }
  return withoutListed(withoutListed(query, subject, "=", value), subject, "!=", value);
}

/** Of all that the query says about the subject, only that it is this value. */
export function onlyValue(query: Query, subject: Subject, value: string): Query {
  const wanted = isAge(subject) ? ageConditions(new Set([value])) : valuesCondition(subject, "=", [value]);
  if (!wanted) return query;
  const place = query.conditions.findIndex((condition) => isAbout(condition, subject));
  const { conditions } = clearSubject(query, subject);
  return { conditions: conditions.toSpliced(place < 0 ? conditions.length : place, 0, ...[wanted].flat()) };
}

/** The query without what it says about the subject alone. */
export const clearSubject = (query: Query, subject: Subject): Query => ({
  conditions: query.conditions.filter((condition) => !isAbout(condition, subject)),
});

const isAge = (subject: Subject): boolean => subject.kind === "field" && subject.name === "age";
const ageIds = ageRanges.map(({ id }) => id);

const about = (query: Query, subject: Subject): readonly Condition[] =>
  query.conditions.filter((condition) => isAbout(condition, subject));

/** The values asked for by name. Lists that contradict each other leave what they share. */
function askedValues(query: Query, subject: Subject): readonly string[] {
  const [first = [], ...others] = query.conditions.flatMap((condition) => {
    const values = listedValues(condition, subject, "=");
    return values ? [values] : [];
  });
  return first.filter((value) => others.every((values) => values.includes(value)));
}

/** Takes a value out of the lists of one operator; a list that is empty then goes. */
function withoutListed(query: Query, subject: Subject, op: "=" | "!=", value: string): Query {
  return {
    conditions: query.conditions.flatMap((condition) => {
      const values = listedValues(condition, subject, op);
      if (!values?.includes(value)) return [condition];
      return (
        valuesCondition(
          subject,
          op,
          values.filter((other) => other !== value),
        ) ?? []
      );
    }),
  };
}

/** One condition in the place of the first of those that it stands for, or at the end. */
function replaced(
  conditions: readonly Condition[],
  by: Condition,
  isReplaced: (condition: Condition) => boolean,
): Query {
  const place = conditions.findIndex(isReplaced);
  const rest = conditions.filter((condition) => !isReplaced(condition));
  return { conditions: rest.toSpliced(place < 0 ? rest.length : place, 0, by) };
}

/** The query with another choice of ages in place of whatever it says about the age. No choice and every age are the same. */
function withAges(
  query: Query,
  subject: Subject,
  change: (chosen: ReadonlySet<string> | undefined) => readonly string[],
): Query {
  const ids = change(chosenAges(about(query, subject)));
  const place = query.conditions.findIndex((condition) => isAbout(condition, subject));
  const { conditions } = clearSubject(query, subject);
  const wanted = ageConditions(new Set(ids));
  return { conditions: conditions.toSpliced(place < 0 ? conditions.length : place, 0, ...wanted) };
}
