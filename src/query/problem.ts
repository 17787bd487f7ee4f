/** Why something written is not applied, and what to write instead. The words quote keys, never values: those may be secret. */
export interface Problem {
  readonly code:
    | "too-long"
    | "too-many"
    | "too-deep"
    | "unclosed"
    | "no-value"
    | "no-key"
    | "no-condition"
    | "bad-value"
    | "bad-operator"
    | "needs-quotes";
  readonly message: string;
}

/** A part of a text: `text.slice(start, end)`. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A part of the text that is wrong. */
export interface QueryError extends Problem, Place {}

export const problem = (code: Problem["code"], message: string): Problem => ({ code, message });

export const problems = {
  tooLong: problem(
    "too-long",
    "A query holds at most 10,000 characters. Nothing of this one is applied: shorten it.",
  ),
  tooMany: problem(
    "too-many",
    "A query holds at most 500 conditions. Those from here on are not applied: remove some.",
  ),
  tooDeep: problem("too-deep", "Parentheses stand at most five levels deep. Write it with fewer."),
  unclosedQuote: problem(
    "unclosed",
    String.raw`A quote opens here and never closes. Close it with ", or write \" for a quote inside quotes.`,
  ),
  unclosedGroup: problem("unclosed", "A parenthesis opens here and never closes. Close it with )."),
  unopened: problem(
    "unclosed",
    'A parenthesis closes here that never opened. In a value it goes in quotes: "a)".',
  ),
  emptyGroup: problem(
    "no-condition",
    "There is nothing in these parentheses. Write a condition, or remove them.",
  ),
  danglingAnd: problem("no-condition", "AND needs a condition on both sides: a=1 AND b=2."),
  danglingOr: problem("no-condition", "OR needs a condition on both sides: a=1 OR b=2."),
  danglingNot: problem(
    "no-condition",
    "What is excluded stands right behind NOT, - or !: -env=prod. A text that starts like that goes in quotes.",
  ),
  noKey: problem(
    "no-key",
    'A condition starts with its key, with no space before the operator: key=value. The empty key is ""=value.',
  ),
  quoteText: problem(
    "needs-quotes",
    'Text that holds a quote, a comma or a parenthesis goes in quotes: "a, b".',
  ),
  quoteKey: problem("needs-quotes", 'A key may hold such a character only in quotes: "a(b)"=value.'),
} as const;
