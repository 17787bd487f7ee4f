import { expect, test } from "vitest";
import type { LifecycleEvent } from "#contract/account.ts";
import { endStory } from "./end-story.ts";

const event = (eventName: string, recordAt: number, more: Partial<LifecycleEvent> = {}): LifecycleEvent => ({
  eventID: `${eventName}-${recordAt}`,
  sandboxID: "iabc",
  eventName,
  recordAt,
  ...more,
});

test("the reason is the upstream's own", () => {
  const events = [
    event("delete", 20, { errorMsg: "deadline reached", statusCode: 204 }),
    event("create", 10),
  ];
  expect(endStory(events)).toEqual({ at: 20_000, reason: "deadline reached" });
});

test("an upstream that gives no reason, or an empty one, still tells when", () => {
  expect(endStory([event("delete", 20)])).toEqual({ at: 20_000, reason: undefined });
  expect(endStory([event("delete", 20, { errorMsg: "" })])).toEqual({ at: 20_000, reason: undefined });
});

test("without a delete nothing is known, and setting a timeout is no end", () => {
  expect(endStory([])).toBeUndefined();
  expect(endStory([event("timeout", 30), event("pause", 20), event("create", 10)])).toBeUndefined();
});

test("a kill that failed is no end, and of two ends the last counts", () => {
  expect(endStory([event("delete", 20, { statusCode: 500, errorMsg: "locked" })])).toBeUndefined();
  const twice = [event("delete", 20, { errorMsg: "first" }), event("delete", 40, { errorMsg: "second" })];
  expect(endStory(twice)?.reason).toBe("second");
});
