import { fail, ok, type Result } from "#contract/result.ts";

/** Members that open a sandbox to whoever holds them. The console does not need them, so the browser never sees them. */
const TOKEN_NAMES = ["envdAccessToken", "trafficAccessToken"] as const;

/** Whether a body may hold in-sandbox tokens, judged by its text alone. */
export const mayHoldTokens = (text: string): boolean => text.includes("AccessToken");

/**
 * A reply without its in-sandbox tokens, at whatever depth. Numbers come out as the page would read them; `__proto__` stays a key
 * like any other, as nothing is assigned, only deleted.
 */
export function withoutTokens(json: string): Result<string, string> {
  try {
    const root: unknown = JSON.parse(json);
    const open: unknown[] = [root];
    for (let value = open.pop(); value !== undefined; value = open.pop()) {
      if (typeof value !== "object" || value === null) continue;
      for (const name of TOKEN_NAMES) Reflect.deleteProperty(value, name);
      open.push(...Object.values(value).filter((member) => typeof member === "object" && member !== null));
    }
    return ok(JSON.stringify(root));
  } catch (error) {
    return fail(error instanceof RangeError ? "is nested too deeply" : "is not JSON");
  }
}
