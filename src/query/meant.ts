import { sameQuery, type Condition, type Query } from "./ast.ts";
import { isFieldName } from "./field-names.ts";
import { parse } from "./parse.ts";
import { print, printCondition } from "./print.ts";

/** A condition that reads as something else than was probably meant. */
export interface Meant {
  readonly condition: Condition;
  /** Why: a key written like a field, a field written like a key, or a word of the language in small letters. */
  readonly slip: "key-as-field" | "field-as-key" | "small-word";
  /** What to write instead of the condition. */
  readonly text: string;
  /** The query with that in its place. */
  readonly instead: Query;
}

const WORDS = new Map([
  ["or", "OR"],
  ["and", "AND"],
  ["not", "NOT"],
]);

/**
 * Slips that give a valid query which finds nothing: `env:prod` is free text, `age>2h` compares a metadata key, `or` is a word to search for.
 * `hasKey` tells which metadata keys there are: what is one is taken at its word.
 */
export function meant(query: Query, hasKey: (key: string) => boolean): readonly Meant[] {
  return query.conditions.flatMap((condition, index): Meant[] => {
    const slip = slipOf(condition, hasKey);
    if (!slip) return [];
    const parts = query.conditions.map((other, place) =>
      place === index ? slip.text : print({ conditions: [other] }),
    );
    const isAlone = slip.slip !== "small-word";
    const { query: instead, errors } = isAlone
      ? { query: replacedIn(query, index, slip.text), errors: parse(slip.text).errors }
      : parse(parts.join(" "));
    return errors.length > 0 || sameQuery(instead, query) ? [] : [{ condition, ...slip, instead }];
  });
}

const replacedIn = (query: Query, index: number, text: string): Query => ({
  conditions: query.conditions.flatMap((condition, place) =>
    place === index ? parse(text).query.conditions : [condition],
  ),
});

function slipOf(
  condition: Condition,
  hasKey: (key: string) => boolean,
): Pick<Meant, "slip" | "text"> | undefined {
  if (condition.kind === "words") {
    const word = WORDS.get(condition.text);
    if (word !== undefined) return { slip: "small-word", text: word };
    const colon = condition.text.indexOf(":");
    const key = condition.text.slice(0, colon);
    const rest = condition.text.slice(colon + 1);
    if (colon <= 0 || rest === "") return undefined;
    if (isFieldName(key.toLowerCase())) return { slip: "key-as-field", text: `${key.toLowerCase()}:${rest}` };
    return hasKey(key)
      ? { slip: "key-as-field", text: `${key}${/^[=!^$*<>]/.test(rest) ? "" : "="}${rest}` }
      : undefined;
  }
  if (condition.kind === "metadata" && isFieldName(condition.key) && !hasKey(condition.key)) {
    const written = printCondition(condition);
    const isNegative = condition.op === "!=" || condition.op === "!~";
    const positive = isNegative ? written.replace(/^(\w+)!/, "$1=").replace(/^(\w+)==(?!~)/, "$1=") : written;
    const text = positive.replace(/^(\w+)(=(?!~))?/, "$1:");
    return { slip: "field-as-key", text: `${isNegative ? "-" : ""}${text}` };
  }
  return undefined;
}
