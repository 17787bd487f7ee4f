import { sameQuery, type Query } from "#query/ast.ts";

/** What the filter was before and, after an undo, what it was going to be. Immutable. */
export interface QueryHistory {
  readonly past: readonly Query[];
  readonly present: Query;
  readonly future: readonly Query[];
}

/** So many steps can be taken back. */
const MOST_STEPS = 100;

export const historyOf = (present: Query): QueryHistory => ({ past: [], present, future: [] });

/** The history once the filter has become `query`, by whatever did it; itself when that is what it is already. */
export const noted = (history: QueryHistory, query: Query): QueryHistory =>
  sameQuery(history.present, query)
    ? history
    : { past: [...history.past, history.present].slice(-MOST_STEPS), present: query, future: [] };

/** The history one step back, or `undefined` when there is none. */
export function undone({ past, present, future }: QueryHistory): QueryHistory | undefined {
  const before = past.at(-1);
  return before && { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

/** The history one step forward again, or `undefined` when there is none. */
export function redone({ past, present, future }: QueryHistory): QueryHistory | undefined {
  const [next, ...later] = future;
  return next && { past: [...past, present], present: next, future: later };
}
