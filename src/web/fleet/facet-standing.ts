import type { Condition, Query } from "#query/ast.ts";
import type { QueryRow, RowTest } from "#query/match.ts";
import { subjectId, subjectOf } from "#query/subject.ts";

/**
 * Where a row counts: in every facet (`true`), in none (`false`), or only in the facet of one subject, by its id: there it counts because
 * a facet ignores the conditions about its own subject, and those alone fail.
 */
export type Standing = boolean | string;

export interface Standings {
  readonly of: (row: QueryRow) => Standing;
  /** Whether a row was met of which it cannot be told yet. It was taken not to match. */
  readonly isUnsure: () => boolean;
}

/** Says of rows where they count under a query, of which `compile` makes one test for each condition. */
export function standings(query: Query, compile: (condition: Condition) => RowTest): Standings {
  const owned = new Map<string, RowTest[]>();
  const unowned: RowTest[] = [];
  for (const condition of query.conditions) {
    const subject = subjectOf(condition);
    const test = compile(condition);
    if (!subject) unowned.push(test);
    else owned.set(subjectId(subject), [...(owned.get(subjectId(subject)) ?? []), test]);
  }
  const groups = [...owned].map(([id, tests]) => ({ id, tests }));
  let unsure = false;

  function meets(tests: readonly RowTest[], row: QueryRow): boolean {
    let met = true;
    for (const test of tests) {
      const result = test(row);
      if (result === undefined) unsure = true;
      if (result !== true) met = false;
    }
    return met;
  }

  return {
    of: (row) => {
      if (!meets(unowned, row)) return false;
      let standing: Standing = true;
      for (const { id, tests } of groups) {
        if (meets(tests, row)) continue;
        if (standing !== true) return false;
        standing = id;
      }
      return standing;
    },
    isUnsure: () => unsure,
  };
}
