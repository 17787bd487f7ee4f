import { anyOf, allOf, emptyQuery, queryOf, type Condition, type Query } from "./ast.ts";
import { GroupReader } from "./read-group.ts";
import { problems, type Place, type QueryError } from "./problem.ts";

/** The longest query text that is read, in UTF-16 units. */
export const MAX_QUERY_LENGTH = 10_000;
/** The most conditions that are read; each value of a list counts as one. */
export const MAX_CONDITIONS = 500;
/** How deep parentheses may stand. */
export const MAX_DEPTH = 5;

export interface ParsedQuery {
  /** What was understood and what the text asks of every row: never narrower than what was written. */
  readonly query: Query;
  /** In the order of the text. */
  readonly errors: readonly QueryError[];
  /** The parts of the text that `query` does not hold, in their order: each error stands in one of them. */
  readonly dropped: readonly Place[];
}

/**
 * Reads a query text (docs/query.md has the grammar). Never throws. Whatever is wrong is an error with its place. The other conditions that
 * the text asks of every row are kept; of a group, an alternative or an exclusion nothing is kept when a part of it is wrong.
 */
export function parse(text: string): ParsedQuery {
  if (text.length > MAX_QUERY_LENGTH)
    return {
      query: emptyQuery,
      errors: [{ ...problems.tooLong, start: MAX_QUERY_LENGTH, end: text.length }],
      dropped: [{ start: 0, end: text.length }],
    };
  const reader = new GroupReader(text, { conditions: MAX_CONDITIONS, depth: MAX_DEPTH });
  const { branches, broken } = reader.readAll();
  const errors = reader.errors.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const [first, ...others] = branches;
  if (others.length === 0) return { query: queryOf(first ?? []), errors, dropped: broken };
  if (errors.length > 0) return { query: emptyQuery, errors, dropped: [{ start: 0, end: text.length }] };
  const alternatives = branches.flatMap((branch): Condition[] => {
    const all = allOf(branch);
    return all ? [all] : [];
  });
  const any = anyOf(alternatives);
  return { query: queryOf(any ? [any] : []), errors, dropped: [] };
}
