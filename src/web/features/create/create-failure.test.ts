import { expect, test } from "vitest";
import type { Failure, FailureKind } from "#contract/failure.ts";
import { failureWords } from "./create-failure.ts";

const failure = (kind: FailureKind): Failure => ({ kind, endpoint: "createSandbox", message: "own words" });

test("a full account reads differently from haste", () => {
  expect(failureWords(failure("quota"), { used: 100, limit: 100 }).summary).toBe(
    "The account has no room: 100 of 100 sandboxes run. Kill some, or wait until some end.",
  );
  expect(failureWords(failure("quota")).summary).toContain("no room for another sandbox");
  expect(failureWords(failure("rate-limited"), undefined, 8).summary).toBe(
    "Too many requests just now; try again in 8 s.",
  );
  expect(failureWords(failure("rate-limited"), undefined, 0).summary).toBe(
    "Too many requests just now; try again.",
  );
});

test.each([
  ["invalid", true],
  ["unauthorized", true],
  ["upstream", true],
  ["not-found", true],
  ["unreachable", true],
  ["read-only", false],
  ["rate-limited", false],
] as const)("%s carries the upstream's words: %s", (kind, carries) => {
  expect(failureWords(failure(kind)).detail?.includes("own words") ?? false).toBe(carries);
});

test("an unknown template is the template field's business", () => {
  expect(failureWords(failure("not-found")).field).toBe("template");
  expect(failureWords(failure("invalid")).field).toBeUndefined();
});

test.each(["offline", "unreachable", "timeout", "malformed", "upstream"] as const)(
  "after %s it may exist all the same",
  (kind) => {
    expect(failureWords(failure(kind)).summary).toContain("not known");
  },
);

test("without capacity it does not exist", () => {
  expect(failureWords({ ...failure("upstream"), status: 503 }).summary).toBe("Nothing was created.");
});
