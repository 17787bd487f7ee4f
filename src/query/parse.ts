import { fail } from "#contract/result.ts";
import { emptyQuery, type Condition, type Query } from "./ast.ts";
import { excluding, grouped, notUnderstood, readCondition, type Problem } from "./read-condition.ts";
import { stringEnd } from "./term.ts";

/** The longest query text that is read, in UTF-16 units. */
export const MAX_QUERY_LENGTH = 10_000;
/** The most conditions that are read. */
export const MAX_CONDITIONS = 500;

/** A part of the text, `text.slice(start, end)`, that is not applied. */
export interface QueryError extends Problem {
  readonly start: number;
  readonly end: number;
}

export interface ParsedQuery {
  /** What was understood and what the text asks of every row: never narrower than what was written. */
  readonly query: Query;
  /** In the order of the text. */
  readonly errors: readonly QueryError[];
}

/**
 * Reads a query text: conditions joined by spaces or `AND`. Never throws. Whatever is not understood is an error with its place; the
 * other conditions are kept, unless an `OR`, a `NOT` or a group around them means that the text does not ask them of every row.
 */
export function parse(text: string): ParsedQuery {
  if (text.length > MAX_QUERY_LENGTH)
    return { query: emptyQuery, errors: [{ ...tooLong, start: MAX_QUERY_LENGTH, end: text.length }] };
  const reader = new QueryReader();
  for (const word of words(text)) {
    if (reader.isFull) {
      reader.report({ start: word.start, end: text.length }, tooMany);
      break;
    }
    reader.read(word);
  }
  return reader.finish();
}

const tooLong: Problem = {
  code: "too-long",
  message: "A query holds at most 10,000 characters. Nothing of this one is applied: shorten it.",
};
const tooMany: Problem = {
  code: "too-many",
  message: "A query holds at most 500 conditions. Those from here on are not applied: remove some.",
};
const unclosedQuote: Problem = {
  code: "unclosed-quote",
  message: String.raw`A quote opens here and never closes. Close it with ", or write \" for a quote inside quotes.`,
};
const danglingAnd = notUnderstood("AND needs a condition on both sides: a=1 AND b=2.");
const either = notUnderstood(
  "OR is not understood yet, so nothing of this query is applied. Conditions are joined by AND: a=1 b=2.",
);

interface Place {
  readonly start: number;
  readonly end: number;
}

interface Word extends Place {
  readonly text: string;
  /** How many parentheses are open before it. */
  readonly depth: number;
  /** Where a quote in it opens that never closes; the word then takes the rest of the text. */
  readonly unclosed: number | undefined;
}

/** Splits at spaces outside of quotes, in one pass. */
function* words(text: string): Generator<Word> {
  let index = 0;
  let open = 0;
  while (index < text.length) {
    if (isSpace(text, index)) {
      index += 1;
      continue;
    }
    const start = index;
    const depth = open;
    let unclosed: number | undefined;
    while (index < text.length && !isSpace(text, index)) {
      const char = text.charAt(index);
      if (char === "(") open += 1;
      if (char === ")") open = Math.max(0, open - 1);
      const end = char === '"' ? stringEnd(text, index) : index + 1;
      if (end === undefined) unclosed = index;
      index = end ?? text.length;
    }
    yield { text: text.slice(start, index), start, end: index, depth, unclosed };
  }
}

const isSpace = (text: string, index: number): boolean => /\s/.test(text.charAt(index));

/** Takes words one by one and collects what they ask. */
class QueryReader {
  readonly #conditions: Condition[] = [];
  readonly #errors: QueryError[] = [];
  #read = 0;
  #hasOr = false;
  #afterCondition = false;
  /** An `AND` or a `NOT` that waits for its condition. */
  #and: Place | undefined;
  #not: Place | undefined;

  get isFull(): boolean {
    return this.#read >= MAX_CONDITIONS;
  }

  read(word: Word): void {
    if (word.text === "AND") this.#readAnd(word);
    else if (word.text === "OR") this.#readOr(word);
    else if (word.text === "NOT") this.#not ??= word;
    else this.#readCondition(word);
  }

  report({ start, end }: Place, problem: Problem): void {
    this.#errors.push({ ...problem, start, end });
  }

  finish(): ParsedQuery {
    if (this.#and) this.report(this.#and, danglingAnd);
    if (this.#not) this.report(this.#not, excluding);
    return {
      query: this.#hasOr ? emptyQuery : { conditions: this.#conditions },
      errors: this.#errors.toSorted((a, b) => a.start - b.start),
    };
  }

  #readAnd(word: Word): void {
    if (this.#afterCondition) this.#and = word;
    else this.report(word, danglingAnd);
    this.#afterCondition = false;
  }

  #readOr(word: Word): void {
    this.#hasOr ||= word.depth === 0;
    this.#afterCondition = false;
    this.report(word, word.depth === 0 ? either : grouped);
  }

  #readCondition(word: Word): void {
    const not = this.#not;
    this.#and = undefined;
    this.#not = undefined;
    this.#afterCondition = true;
    this.#read += 1;
    const condition = word.unclosed === undefined ? readCondition(word.text) : fail(unclosedQuote);
    if (not) this.report({ start: not.start, end: word.end }, excluding);
    else if (word.depth > 0) this.report(word, grouped);
    else if (condition.ok) this.#conditions.push(condition.value);
    else this.report({ start: word.unclosed ?? word.start, end: word.end }, condition.error);
  }
}
