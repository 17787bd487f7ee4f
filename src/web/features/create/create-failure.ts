import type { Failure } from "#contract/failure.ts";
import { createStrings } from "#web/strings/create.ts";

/** Why nothing was created, in words for a person. */
export interface FailureWords {
  readonly summary: string;
  /** The upstream's own words, where it said something that ours do not. */
  readonly detail: string | undefined;
  /** The field that has to change. */
  readonly field: "template" | undefined;
}

/** How many sandboxes an account may run and does. */
export interface Usage {
  readonly used: number;
  readonly limit: number;
}

/**
 * Says what a failed creation means and what to do. A full account is not haste: the first needs killing, the second patience.
 * `waitSeconds` is what is left of the upstream's `Retry-After`.
 */
export function failureWords(failure: Failure, usage?: Usage, waitSeconds?: number): FailureWords {
  const words = createStrings.failure;
  const said = words.words(failure.message);
  const plain = (summary: string, detail?: string): FailureWords => ({ summary, detail, field: undefined });
  switch (failure.kind) {
    case "quota":
      return plain(words.quota(usage && words.usage(usage.used, usage.limit)), said);
    case "rate-limited":
      return plain(waitSeconds !== undefined && waitSeconds > 0 ? words.hastyFor(waitSeconds) : words.hasty);
    case "not-found":
      return { summary: words.noTemplate, detail: said, field: "template" };
    case "invalid":
      return plain(words.invalid, said);
    case "unauthorized":
      return plain(words.unauthorized, said);
    case "read-only":
      return plain(words.readOnly);
    // The request may have arrived although its answer did not.
    case "offline":
    case "unreachable":
    case "timeout":
    case "malformed":
      return plain(words.unknownOutcome, failure.message);
    case "refused":
      return plain(words.other, failure.message);
    case "conflict":
    case "not-offered":
      return plain(words.other, said);
    // 503 says that there is no capacity (contract 5.4); after any other breakdown it may exist all the same.
    case "upstream":
      return plain(failure.status === 503 ? words.other : words.unknownOutcome, said);
  }
}
