import { expect, test } from "vitest";
import { actions, refusal, type Action } from "./states.ts";

/** Contract 6, with states that only some upstreams have (contract 3.3) in the last two columns. */
const states = ["running", "paused", "snapshotting", ""] as const;
const allowed: Readonly<Record<Action, readonly boolean[]>> = {
  kill: [true, true, true, true],
  pause: [true, false, false, false],
  resume: [false, true, false, false],
  extend: [true, false, false, false],
};

const cases = actions.flatMap((action) =>
  states.map((state, index) => [action, state, allowed[action][index] === true] as const),
);

test.each(cases)("%s of one that is %j: %s", (action, state, expected) => {
  const words = refusal(action, { sandboxID: "i1", state });
  expect(words === undefined).toBe(expected);
  if (words !== undefined && state === "snapshotting") expect(words).toContain("snapshotting");
});

test("what is done already is said so", () => {
  expect(refusal("pause", { sandboxID: "i1", state: "paused" })).toBe("It is paused already");
  expect(refusal("resume", { sandboxID: "i1", state: "running" })).toBe("It is running already");
  expect(refusal("extend", { sandboxID: "i1", state: "paused" })).toContain("resume it first");
});

test.each(actions)("%s is refused for an id that cannot be sent", (action) => {
  for (const state of states)
    expect(refusal(action, { sandboxID: "../quota", state })).toContain("cannot be sent safely");
});

test("a state named like a part of every object is just unknown", () => {
  expect(refusal("pause", { sandboxID: "i1", state: "__proto__" })).toContain("__proto__");
  expect(refusal("kill", { sandboxID: "i1", state: "constructor" })).toBeUndefined();
});
