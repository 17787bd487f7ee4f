import { fail, ok, type Result } from "#contract/result.ts";

/** A whole number from the query, `fallback` when it is absent. The error is words for a 400. */
export function wholeNumber(
  query: URLSearchParams,
  name: string,
  range: { readonly min: number; readonly max: number },
  fallback: number,
): Result<number, string> {
  const text = query.get(name);
  if (text === null || text === "") return ok(fallback);
  const value = Number(text);
  if (!/^-?\d{1,15}$/.test(text) || value < range.min || value > range.max)
    return fail(`${name} must be a whole number from ${range.min} to ${range.max}`);
  return ok(value);
}

/** The parts of a parameter that may be comma-joined, repeated, or both; undefined when absent or empty. */
export function commaJoined(query: URLSearchParams, name: string): readonly string[] | undefined {
  const parts = query.getAll(name).flatMap((value) => value.split(","));
  return parts.every((part) => part === "") ? undefined : parts;
}
