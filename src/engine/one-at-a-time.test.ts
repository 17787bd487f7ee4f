import { expect, test } from "vitest";
import { OneAtATime } from "./one-at-a-time.ts";

test("on one key in the order they came, a failed one no hindrance; on another key at once", async () => {
  const turns = new OneAtATime();
  const steps: string[] = [];
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const first = turns.run("a", async () => {
    await held;
    steps.push("a1");
    throw new Error("no");
  });
  const second = turns.run("a", async () => {
    steps.push("a2");
    return Promise.resolve("two");
  });
  await turns.run("b", async () => {
    steps.push("b");
    return Promise.resolve();
  });
  release();
  await expect(first).rejects.toThrow("no");
  expect(await second).toBe("two");
  expect(steps).toEqual(["b", "a1", "a2"]);
});
