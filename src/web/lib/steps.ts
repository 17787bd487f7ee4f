/** Work that stops now and then, so that whoever has it done may put off the rest; gives what came of it. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Does all of it at once. */
export function done<T>(steps: Steps<T>): T {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

/** Goes through items in steps of so many as take a part of a millisecond. */
export function* inSteps<T>(items: Iterable<T>, look: (item: T) => void): Steps<void> {
  let left = STRIDE;
  for (const item of items) {
    look(item);
    left -= 1;
    if (left > 0) continue;
    left = STRIDE;
    yield;
  }
}

const STRIDE = 128;

/** Fewer are sorted at once. */
const RUN = 1_024;

type Compare<T> = (a: T, b: T) => number;

/** As `toSorted` does it. */
export function* sortedInSteps<T>(items: readonly T[], compare: Compare<T>): Steps<readonly T[]> {
  let runs: (readonly T[])[] = [];
  for (let from = 0; from < items.length; from += RUN) {
    runs.push(items.slice(from, from + RUN).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: (readonly T[])[] = [];
    for (let at = 0; at < runs.length; at += 2)
      longer.push(yield* mergedInSteps(runs[at] ?? [], runs[at + 1] ?? [], compare));
    runs = longer;
  }
  return runs[0] ?? [];
}

function* mergedInSteps<T>(
  first: readonly T[],
  second: readonly T[],
  compare: Compare<T>,
): Steps<readonly T[]> {
  const [end] = first.slice(-1);
  const [begin] = second;
  if (end === undefined || begin === undefined || compare(end, begin) <= 0) return first.concat(second);
  const merged: T[] = [];
  let taken = 0;
  for (const item of first) {
    for (let next = second[taken]; next !== undefined && compare(item, next) > 0; next = second[taken]) {
      merged.push(next);
      taken += 1;
      if (merged.length % STRIDE === 0) yield;
    }
    merged.push(item);
    if (merged.length % STRIDE === 0) yield;
  }
  return merged.concat(second.slice(taken));
}
