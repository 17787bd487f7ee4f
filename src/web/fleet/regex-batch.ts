/** Values to try a pattern on, as the page hands them to the worker. */
export interface RegexBatch {
  readonly batch: number;
  readonly pattern: string;
  readonly values: readonly string[];
  /** Answer after every value, so that one that takes for ever is known by its place. */
  readonly careful: boolean;
}

/** What the worker says: once that it listens, then the answers of a batch, in the order of its values and a part at a time. */
export type RegexReply =
  | { readonly kind: "ready" }
  | { readonly kind: "answers"; readonly batch: number; readonly answers: readonly RegexAnswer[] };

/** Whether the pattern is found in the value; `null` where the browser gave up: no pattern, or too deep for its stack. */
export type RegexAnswer = boolean | null;

/** How long answers are collected before they are sent, in milliseconds. */
const COLLECT_MS = 10;

/** Tries a batch, value after value. Runs for as long as the pattern makes it; whoever cannot wait ends the thread. */
export function evaluateBatch(
  { batch, pattern, values, careful }: RegexBatch,
  reply: (reply: RegexReply) => void,
  now: () => number,
): void {
  const regex = compiled(pattern);
  let answers: RegexAnswer[] = [];
  let since = now();
  for (const value of values) {
    answers.push(tried(regex, value));
    if (!careful && now() - since < COLLECT_MS) continue;
    reply({ kind: "answers", batch, answers });
    answers = [];
    since = now();
  }
  if (answers.length > 0) reply({ kind: "answers", batch, answers });
}

function compiled(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return undefined;
  }
}

function tried(regex: RegExp | undefined, value: string): RegexAnswer {
  try {
    return regex?.test(value) ?? null;
  } catch {
    return null;
  }
}
