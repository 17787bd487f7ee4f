import { expect, test } from "vitest";
import { systemClock } from "./clock.ts";

test("what is to be done soon is done in its turn, in a task of its own, unless it is taken back", async () => {
  const told: string[] = [];
  systemClock.soon(() => told.push("first"));
  const takeBack = systemClock.soon(() => told.push("never"));
  takeBack();
  await new Promise<void>((resolve) => {
    systemClock.soon(() => {
      told.push("last");
      resolve();
    });
    expect(told).toEqual([]);
  });
  expect(told).toEqual(["first", "last"]);
});
