/** Members that open a sandbox to whoever holds them. The console needs none of them, so the browser never sees them. */
export const tokenNames = ["envdAccessToken", "trafficAccessToken"] as const;

/**
 * Takes the in-sandbox tokens out of a parsed reply, at whatever depth. Everything else stays: nothing is assigned, so `__proto__` is
 * a key like any other.
 * @returns whether there were any
 */
export function removeTokens(root: unknown): boolean {
  let removed = false;
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== "object" || value === null) continue;
    for (const name of tokenNames)
      if (Object.hasOwn(value, name)) removed = Reflect.deleteProperty(value, name);
    for (const member of Object.values(value))
      if (typeof member === "object" && member !== null) open.push(member);
  }
  return removed;
}
