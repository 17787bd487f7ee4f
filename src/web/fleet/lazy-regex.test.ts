import { expect, test } from "vitest";
import { createLazyRegex } from "./lazy-regex.ts";
import { createRegexService, type RegexService } from "./regex-service.ts";
import { createFakeClock, settle } from "./testing/fake-clock.ts";
import { createFakeRegexThreads } from "./testing/fake-regex-thread.ts";

function createLazy(outcomes: readonly ("loaded" | "missing")[] = ["loaded"]) {
  const clock = createFakeClock();
  const threads = createFakeRegexThreads(clock);
  let loads = 0;
  const load = async (): Promise<RegexService> => {
    loads += 1;
    if (outcomes[loads - 1] === "missing") throw new TypeError("no script");
    return createRegexService({ startThread: threads.start, clock });
  };
  const regex = createLazyRegex(load, clock);
  return { clock, threads, regex, loads: () => loads };
}

test("nothing is loaded before a question, and then once", async () => {
  const { clock, regex, loads } = createLazy();
  let told = 0;
  regex.subscribe(() => {
    told += 1;
    regex.test("a", "a");
  });
  expect([loads(), regex.tooSlow("a")]).toEqual([0, false]);
  regex.test("a", "a");
  regex.test("a", "b");
  await settle();
  expect([loads(), told]).toEqual([1, 1]);
  await clock.advance(10);
  expect([regex.test("a", "a"), told]).toEqual([true, 2]);
});

test("a script that cannot be had is asked for again some seconds later, for whoever still asks", async () => {
  const { clock, regex, loads } = createLazy(["missing", "loaded"]);
  regex.subscribe(() => void regex.test("a", "a"));
  regex.test("a", "a");
  await clock.advance(4_000);
  regex.test("a", "a");
  expect(loads()).toBe(1);
  await clock.advance(2_000);
  expect([loads(), regex.test("a", "a")]).toEqual([2, true]);
  regex.close();
});

test("one that never arrives is asked for less and less often, and that it is missing is told", async () => {
  const { clock, regex, loads } = createLazy(Array.from({ length: 99 }, () => "missing"));
  regex.subscribe(() => void regex.test("a", "a"));
  regex.test("a", "a");
  expect(regex.isMissing()).toBe(false);
  await settle();
  expect(regex.isMissing()).toBe(true);
  await clock.advance(135_000);
  // After 5, 10, 20, 40 and 60 seconds.
  expect(loads()).toBe(6);
  await clock.advance(600_000);
  expect(loads()).toBe(16);
  regex.close();
});

test("closed while it loads, it starts nothing", async () => {
  const { regex, threads } = createLazy();
  regex.test("a", "a");
  regex.close();
  await settle();
  expect([threads.started(), regex.test("a", "a")]).toEqual([0, undefined]);
});
