import { expect, test, vi } from "vitest";
import type { FailureKind } from "#contract/failure.ts";
import { RequestFailed } from "./request.ts";
import { createUnserved } from "./unserved.ts";

const DAY_MS = 86_400_000;
const failed = (kind: FailureKind) => new RequestFailed({ kind, endpoint: "quota", message: kind });

/** Page loads of one browser, at a moment that is set by hand. */
function browser() {
  const kept = new Map<string, string>();
  let now = 1_700_000_000_000;
  return {
    kept,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    load: (upstream = { name: "novita", url: "https://a.example" }) =>
      createUnserved({
        upstream,
        storage: {
          getItem: (key) => kept.get(key) ?? null,
          setItem: (key, value) => void kept.set(key, value),
          removeItem: (key) => void kept.delete(key),
        },
        ownNow: () => now,
      }),
  };
}

const refusing = (kind: FailureKind) => vi.fn<() => Promise<number>>(() => Promise.reject(failed(kind)));
const kindOf = (asked: Promise<unknown>) =>
  asked.then(
    () => "answered",
    (error: unknown) => (error instanceof RequestFailed ? error.failure.kind : "thrown"),
  );

test.each(["not-found", "not-offered", "invalid"] as const)(
  "what was answered with %s is not asked for by later page loads, for a day",
  async (kind) => {
    const { load, pass } = browser();
    const request = refusing(kind);
    expect(await kindOf(load().ask("quota", request))).toBe(kind);
    pass(DAY_MS - 1);
    expect(await kindOf(load().ask("quota", request))).toBe("not-offered");
    expect(request).toHaveBeenCalledTimes(1);
    pass(1);
    await kindOf(load().ask("quota", request));
    expect(request).toHaveBeenCalledTimes(2);
  },
);

test.each(["upstream", "offline", "rate-limited", "unauthorized", "malformed"] as const)(
  "%s says nothing of what there is",
  async (kind) => {
    const { kept, load } = browser();
    await kindOf(load().ask("events", refusing(kind)));
    expect(kept.size).toBe(0);
    expect(await load().ask("events", async () => 7)).toBe(7);
  },
);

test("one that is not there says nothing of the other, and both are remembered", async () => {
  const { load } = browser();
  await kindOf(load().ask("quota", refusing("not-found")));
  expect(await load().ask("events", async () => 7)).toBe(7);
  await kindOf(load().ask("events", refusing("not-found")));
  for (const endpoint of ["quota", "events"] as const)
    expect(await kindOf(load().ask(endpoint, async () => 7))).toBe("not-offered");
});

test("it is asked for again when told to, at another address, and where what was kept is broken or of the future", async () => {
  const { kept, load, pass } = browser();
  await kindOf(load().ask("quota", refusing("not-found")));
  expect(await load({ name: "novita", url: "https://b.example" }).ask("quota", async () => 7)).toBe(7);
  pass(-1);
  expect(await load().ask("quota", async () => 7)).toBe(7);
  pass(1);
  load().forget();
  expect(await load().ask("quota", async () => 7)).toBe(7);
  for (const text of ["{", "null", '{"url":"https://a.example","quota":"soon"}']) {
    kept.set("sandbar:unserved:novita", text);
    expect(await load().ask("quota", async () => 7)).toBe(7);
  }
});
