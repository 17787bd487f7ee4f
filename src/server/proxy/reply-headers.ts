import { UPSTREAM_DATE_HEADER } from "#contract/console-info.ts";
import { fail, ok, type Result } from "#contract/result.ts";

/** A header as undici gives it. */
export type ReplyHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

const PASSED = ["x-next-token", "x-total-running", "retry-after"];
/** What a header may hold to be written again: Node refuses the rest, and a token that is altered would lose its page. */
const PRINTABLE = /^[\x20-\x7e]*$/;

/**
 * The headers of a reply that go on to the browser (contract 9.2), as names and values in turn.
 * @param more names to pass besides
 * @returns an error in words that follow "its reply" when one of them cannot be passed on
 */
export function passedHeaders(headers: ReplyHeaders, more: readonly string[] = []): Result<string[], string> {
  const passed: string[] = [];
  for (const name in headers) {
    if (!PASSED.includes(name) && !name.startsWith("ratelimit-") && !more.includes(name)) continue;
    const value = headers[name];
    if (typeof value !== "string" || !PRINTABLE.test(value) || !PRINTABLE.test(name))
      return fail(`has a header ${JSON.stringify(name)} that is repeated or not printable`);
    passed.push(name, value);
  }
  const { date, age } = headers;
  // What a cache kept was written some time ago.
  if (age === undefined && typeof date === "string" && PRINTABLE.test(date))
    passed.push(UPSTREAM_DATE_HEADER, date);
  return ok(passed);
}
