import { done, inSteps, type Steps } from "#web/lib/steps.ts";
import type { FleetRow } from "./row.ts";
import { compareRows, sameSort, sortInSteps, type Sort } from "./sort.ts";

/** Sorts rows again and again; what was sorted last time is only mended, which costs little where little has changed. */
export interface SortedRows {
  /** `rows` are taken in any order, which it helps to keep from one time to the next. */
  readonly sorted: (rows: readonly FleetRow[], sort: Sort) => readonly FleetRow[];
  /** Does what `sorted` would have to do, in steps: it then has these rows at hand. */
  readonly sortInSteps: (rows: readonly FleetRow[], sort: Sort) => Steps<readonly FleetRow[]>;
  /** Nobody asks for now: nothing is kept. */
  readonly rest: () => void;
}

export function createSortedRows(): SortedRows {
  let before: readonly FleetRow[] = [];
  let result: readonly FleetRow[] = [];
  let by: Sort | undefined;

  function* resorted(rows: readonly FleetRow[], sort: Sort): Steps<readonly FleetRow[]> {
    // So many are new, whichever they are.
    if (!sameSort(by, sort) || isMuch(rows.length - before.length, result))
      return yield* sortInSteps(rows, sort);
    const { added, removed } = yield* difference(before, rows);
    if (isMuch(added.length, result)) return yield* sortInSteps(rows, sort);
    return mended(result, removed, added, compareRows(sort));
  }

  function* sorted(rows: readonly FleetRow[], sort: Sort): Steps<readonly FleetRow[]> {
    if (rows === before && sameSort(by, sort)) return result;
    result = yield* resorted(rows, sort);
    before = rows;
    by = sort;
    return result;
  }

  return {
    sorted: (rows, sort) => done(sorted(rows, sort)),
    sortInSteps: sorted,
    rest: () => {
      before = [];
      result = [];
      by = undefined;
    },
  };
}

/** What one array has and the other has not. Cheap where both begin and end alike, or where one only lacks some of the other. */
function* difference(
  before: readonly FleetRow[],
  now: readonly FleetRow[],
): Steps<{ readonly added: readonly FleetRow[]; readonly removed: ReadonlySet<FleetRow> }> {
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start] === now[start]) start += 1;
  let beforeEnd = before.length;
  let nowEnd = now.length;
  while (beforeEnd > start && nowEnd > start && before[beforeEnd - 1] === now[nowEnd - 1]) {
    beforeEnd -= 1;
    nowEnd -= 1;
  }
  const [was, is] = [before.slice(start, beforeEnd), now.slice(start, nowEnd)];
  const lacking = lackedBy(is, was);
  if (lacking) return { added: [], removed: new Set(lacking) };
  const removed = new Set<FleetRow>();
  yield* inSteps(was, (row) => removed.add(row));
  const added: FleetRow[] = [];
  yield* inSteps(is, (row) => {
    if (!removed.delete(row)) added.push(row);
  });
  return { added, removed };
}

/** What of all these some lack that otherwise are the same in the same order; `undefined` where they are not. */
function lackedBy(some: readonly FleetRow[], all: readonly FleetRow[]): readonly FleetRow[] | undefined {
  if (some.length > all.length) return undefined;
  const lacking: FleetRow[] = [];
  let at = 0;
  for (const row of all) {
    if (row === some[at]) at += 1;
    else if (lacking.length < all.length - some.length) lacking.push(row);
    else return undefined;
  }
  return lacking;
}

/** Many searches cost more than sorting all, or than a look at each. */
const isMuch = (searches: number, sorted: readonly FleetRow[]): boolean =>
  searches > 0 && searches * 8 > sorted.length;

type Compare = (a: FleetRow, b: FleetRow) => number;

/**
 * Sorted rows without some, as far as they are there, and with others, looked up rather than all compared. The same array where that changes
 * nothing.
 */
export function mended(
  sorted: readonly FleetRow[],
  removed: ReadonlySet<FleetRow>,
  added: readonly FleetRow[],
  compare: Compare,
): readonly FleetRow[] {
  const without = () => sorted.filter((row) => !removed.has(row));
  if (isMuch(added.length, sorted)) return without().concat(added).sort(compare);
  if (isMuch(removed.size, sorted)) return mended(without(), new Set(), added, compare);

  const pieces: (readonly FleetRow[])[] = [];
  let from = 0;
  for (const row of [...removed, ...added].sort(compare)) {
    // A row's place is the same whether it is there or is to come: no two are equal.
    const at = placeOf(sorted, row, from, compare);
    const isGone = removed.has(row);
    if (isGone && sorted[at] !== row) continue;
    pieces.push(sorted.slice(from, at), isGone ? [] : [row]);
    from = isGone ? at + 1 : at;
  }
  return pieces.length === 0 ? sorted : joined([...pieces, sorted.slice(from)]);
}

/** As many arguments as any browser takes in one call. */
const MOST_ARGUMENTS = 10_000;

/** Copies in blocks, which costs far less than row by row. */
export function joined<T>(pieces: readonly (readonly T[])[]): readonly T[] {
  let all: readonly T[] = [];
  for (let from = 0; from < pieces.length; from += MOST_ARGUMENTS)
    all = all.concat(...pieces.slice(from, from + MOST_ARGUMENTS));
  return all;
}

/** How many rows stand before this one, looked for behind the first `from`. */
export function placeOf(sorted: readonly FleetRow[], row: FleetRow, from: number, compare: Compare): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = sorted[middle];
    if (other && compare(other, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
