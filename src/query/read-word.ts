import { fail, ok, type Result } from "#contract/result.ts";
import { hasKey, negated, words, type Condition, type OneOrMore, type Operator } from "./ast.ts";
import { cut } from "./cut.ts";
import { isFieldName } from "./field-names.ts";
import { problem, problems, type Problem, type QueryError } from "./problem.ts";
import { fieldCondition, isOperator, metadataCondition } from "./read-condition.ts";
import { endOfWord, isSpaceAt, unclosedQuote } from "./scan.ts";
import { OPERATOR, isBarePattern, isBareText, isBareValue, stringEnd, termText } from "./term.ts";

/** What was read of one word: a condition without others inside, or what is wrong with it. */
export interface ReadWord {
  readonly end: number;
  readonly condition: Condition | undefined;
  readonly error: QueryError | undefined;
}

/** Reads the word at `start`, where something other than space, `(`, `-`, `!` and the words of the language stands. */
export function readWord(text: string, start: number, isInGroup: boolean): ReadWord {
  const end = endOfWord(text, start, isInGroup);
  const broken = (why: Problem, from = start): ReadWord => ({
    end,
    condition: undefined,
    error: { ...why, start: from, end },
  });
  const open = unclosedQuote(text, start, end);
  if (open !== undefined) return broken(problems.unclosedQuote, open);
  const read = conditionOf(text.slice(start, end));
  return read.ok ? { end, condition: read.value, error: undefined } : broken(read.error);
}

/** Reads a whole word whose quotes all close. */
function conditionOf(word: string): Result<Condition, Problem> {
  if (word.startsWith(")")) return fail(problems.unopened);
  const keyEnd = word.startsWith('"') ? (stringEnd(word, 0) ?? 0) : word.search(/["=<>!^$*~:(),\s]|$/);
  const key = word.slice(0, keyEnd);
  OPERATOR.lastIndex = keyEnd;
  const operator = OPERATOR.exec(word)?.[0];
  if (operator !== undefined && isOperator(operator)) {
    if (key === "") return fail(problems.noKey);
    return metadata(
      termText(key),
      `${cut(key, 40)}${operator}`,
      operator,
      word.slice(keyEnd + operator.length),
    );
  }
  const isBareName = !key.startsWith('"') && word.charAt(keyEnd) === ":";
  if (isBareName && key === "has") return exists(word.slice(keyEnd + 1));
  if (isBareName && isFieldName(key)) {
    OPERATOR.lastIndex = keyEnd + 1;
    const written = OPERATOR.exec(word)?.[0];
    const op = written !== undefined && isOperator(written) ? written : undefined;
    const values = readValues(word.slice(keyEnd + 1 + (op?.length ?? 0)), `${key}:${op ?? ""}`);
    return values.ok ? fieldCondition(key, op ?? "=", values.value) : values;
  }
  if (key.startsWith('"') && keyEnd === word.length)
    return key === '""'
      ? fail(problem("no-condition", "Empty text finds everything. Write something in the quotes."))
      : ok(words(termText(key)));
  if (isBareText(word)) return ok(words(word));
  return fail(/["(),]/.test(word) && !/[=<>]/.test(word) ? problems.quoteText : problems.quoteKey);
}

function metadata(key: string, before: string, op: Operator, rest: string): Result<Condition, Problem> {
  // A star alone is any value at all.
  if (rest === "*" && op === "=") return ok(hasKey(key));
  if (rest === "*" && op === "!=") return ok(negated(hasKey(key)));
  const values = readValues(rest, before);
  return values.ok ? metadataCondition(key, op, values.value) : values;
}

function exists(rest: string): Result<Condition, Problem> {
  if (rest === "") return fail(problem("no-key", "has: needs the key right behind it: has:run."));
  if (rest.startsWith('"') && stringEnd(rest, 0) === rest.length) return ok(hasKey(termText(rest)));
  if (rest.search(/["=<>!^$*~:(),]/) < 0 && !rest.startsWith("-")) return ok(hasKey(rest));
  return fail(problem("needs-quotes", 'A key that holds such a character goes in quotes: has:"a:b".'));
}

/** Reads a value, or a list of them in parentheses. `before` is what stands before it, for the words of a problem. */
function readValues(text: string, before: string): Result<OneOrMore<string>, Problem> {
  if (text.startsWith("(")) {
    const list = readList(text, before);
    // Patterns in parentheses are a list, but hardly anyone who writes one that starts with a group means that.
    return !list.ok && before.endsWith("~") ? fail(quotePattern(before)) : list;
  }
  const value = readValue(text, before);
  return value.ok ? ok([value.value]) : value;
}

function readValue(value: string, before: string): Result<string, Problem> {
  const isString = value.startsWith('"') && stringEnd(value, 0) === value.length;
  const isPattern = before.endsWith("~");
  const isBare = isPattern ? isBarePattern(value) : isBareValue(value);
  if (isString || isBare) return ok(termText(value));
  if (value === "")
    return fail(
      problem("no-value", `${before} has no value. Write it right behind; the empty value is ${before}"".`),
    );
  if (isPattern) return fail(quotePattern(before));
  if (/^[=<>!^$*~]/.test(value))
    return fail(
      problem("needs-quotes", `A value that starts with an operator goes in quotes: ${before}"…".`),
    );
  return fail(
    problem(
      "needs-quotes",
      `A value that holds a quote, a comma or a parenthesis goes in quotes: ${before}"…".`,
    ),
  );
}

const quotePattern = (before: string): Problem =>
  problem(
    "needs-quotes",
    `A regular expression that holds a quote, a comma, a space or a parenthesis goes in quotes: ${before}"(a|b)+".`,
  );

/** `(a, "b, c")`, which ends the word. Each value is kept once. */
function readList(text: string, before: string): Result<OneOrMore<string>, Problem> {
  const values: string[] = [];
  let at = 1;
  for (;;) {
    at = skipSpace(text, at);
    const end = text.charAt(at) === '"' ? (stringEnd(text, at) ?? text.length) : bareEnd(text, at);
    if (end === at)
      return fail(problem("no-value", `A list holds values with commas between: ${before}(a, b).`));
    const value = readValue(text.slice(at, end), before);
    if (!value.ok) return value;
    if (!values.includes(value.value)) values.push(value.value);
    at = skipSpace(text, end);
    const next = text.charAt(at);
    at += 1;
    if (next === ")") break;
    if (next !== ",")
      return fail(problem("unclosed", `A list closes with ) and has commas between: ${before}(a, b).`));
  }
  if (at < text.length)
    return fail(problem("needs-quotes", "Something stands right behind the list. Put a space between."));
  const [first, ...others] = values;
  return first === undefined ? fail(problem("no-value", `${before} has no value.`)) : ok([first, ...others]);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpaceAt(text, at)) at += 1;
  return at;
}

function bareEnd(text: string, from: number): number {
  const length = text.slice(from).search(/[\s"(),]|$/);
  return from + length;
}
