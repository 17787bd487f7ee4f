import { afterEach, expect, test } from "vitest";
import {
  createRegexService,
  defaultRegexLimits,
  type RegexLimits,
  type RegexService,
} from "./regex-service.ts";
import { createFakeClock } from "./testing/fake-clock.ts";
import { createFakeRegexThreads } from "./testing/fake-regex-thread.ts";

const open: RegexService[] = [];
afterEach(() => {
  for (const service of open.splice(0)) service.close();
});

interface Options {
  readonly isEndless?: (pattern: string, value: string) => boolean;
  readonly limits?: Partial<RegexLimits>;
}

function createTestService({ isEndless, limits }: Options = {}) {
  const clock = createFakeClock();
  const threads = createFakeRegexThreads(clock, isEndless);
  const service = createRegexService({
    startThread: threads.start,
    clock,
    limits: { ...defaultRegexLimits, ...limits },
  });
  open.push(service);
  let told = 0;
  service.subscribe(() => {
    told += 1;
  });
  const testAll = (pattern: string, values: readonly string[]) =>
    values.map((value) => service.test(pattern, value));
  return { clock, threads, service, testAll, told: () => told };
}

/** Asks again whenever there is news, as a fleet does. */
function keepAsking(
  { service }: { service: RegexService },
  patterns: readonly string[],
  values: readonly string[],
) {
  const ask = () => {
    for (const pattern of patterns) for (const value of values) service.test(pattern, value);
  };
  service.subscribe(ask);
  ask();
}

const numbered = (count: number, name = "v") =>
  Array.from({ length: count }, (_, index) => `${name}${index}`);
const isEvil = (pattern: string, value: string) => pattern === "^(a+)+$" && value.startsWith("aaaa");

test("no thread runs before there is something to try", async () => {
  const { clock, threads, service } = createTestService();
  expect(service.tooSlow("a")).toBe(false);
  await clock.advance(1_000);
  expect(threads.started()).toBe(0);
  service.test("a", "b");
  await clock.advance(0);
  expect(threads.started()).toBe(1);
});

test("an answer is not known at first, then told once for all, then known", async () => {
  const { clock, testAll, told } = createTestService();
  const values = ["prod-1", "dev-1", "prod-2"];
  expect(testAll("^prod", values)).toEqual([undefined, undefined, undefined]);
  await clock.advance(10);
  expect(told()).toBe(1);
  expect(testAll("^prod", values)).toEqual([true, false, true]);
});

test("a value is tried once, however often and by however many rows it is asked for", async () => {
  const { clock, threads, testAll } = createTestService();
  testAll("a", ["x", "x", "y"]);
  await clock.advance(10);
  testAll("a", ["x", "y", "x"]);
  await clock.advance(10);
  expect(threads.batches.map(({ values }) => values)).toEqual([["x", "y"]]);
});

test("it is the browser's own syntax, by code points and case-sensitive", async () => {
  const { clock, testAll, service } = createTestService();
  const ask = () => [
    ...testAll("^.$", ["😀", "ab"]),
    service.test("A", "a"),
    service.test(String.raw`\p{Lu}`, "Ä"),
  ];
  ask();
  await clock.advance(10);
  expect(ask()).toEqual([true, false, false, true]);
});

test("many values go in batches, and who listens is told some tenths of a second apart and at the end", async () => {
  const values = numbered(5_000);
  const setting = createTestService({ limits: { batchValues: 10 } });
  keepAsking(setting, ["7"], values);
  await setting.clock.advance(60_000);
  expect(setting.threads.batches.length).toBe(500);
  expect(setting.told()).toBeLessThan(10);
  expect(setting.testAll("7", values).includes(undefined)).toBe(false);
});

test("a long value goes alone", async () => {
  const { clock, threads, testAll } = createTestService({ limits: { batchLength: 100 } });
  testAll("a", ["b".repeat(500), "c", "d"]);
  await clock.advance(10);
  expect(threads.batches.map(({ values }) => values.length)).toEqual([1, 2]);
});

test("a pattern that takes for ever is ended, explained, and answers what it can", async () => {
  const values = [...numbered(20, "a"), "aaaaaaaaaaaaaaaa!", ...numbered(20, "b")];
  const setting = createTestService({ isEndless: isEvil });
  keepAsking(setting, ["^(a+)+$"], values);
  await setting.clock.advance(3_000);
  expect(setting.service.tooSlow("^(a+)+$")).toBe(true);
  expect(setting.testAll("^(a+)+$", values)).toEqual(
    values.map((value) => (value.endsWith("!") ? undefined : false)),
  );
  expect(setting.threads.started()).toBe(3);
});

test("a pattern with many such values is given up as a whole, and never tried again", async () => {
  const values = [...numbered(10, "aaaa"), "b"];
  const setting = createTestService({ isEndless: isEvil });
  keepAsking(setting, ["^(a+)+$"], values);
  await setting.clock.advance(20_000);
  const { started } = setting.threads;
  // One to suspect it, then one for each value that it may get stuck on.
  expect(started()).toBe(4);
  expect(setting.testAll("^(a+)+$", values)).toEqual(values.map(() => undefined));
  await setting.clock.advance(100_000);
  expect(started()).toBe(4);
  expect(setting.threads.running()).toBe(0);
});

test("other patterns wait for a slow one once, and not for its search for the value", async () => {
  const setting = createTestService({ isEndless: isEvil });
  const { clock, service } = setting;
  keepAsking(setting, ["^(a+)+$", "b"], [...numbered(10, "aaaa"), "b"]);
  await clock.advance(600);
  expect(service.test("b", "b")).toBe(true);
  expect(service.tooSlow("b")).toBe(false);
  service.test("later", "x");
  await clock.advance(1_200);
  expect(service.test("later", "x")).toBe(false);
});

test("a page too busy to hear the answers does not take the pause for the pattern's", async () => {
  const { clock, threads, service } = createTestService();
  service.test("a", "b");
  await clock.advance(1);
  const release = threads.holdReplies();
  await clock.advance(440);
  release();
  await clock.advance(10);
  expect(service.test("a", "b")).toBe(false);
  expect(threads.started()).toBe(1);
});

test("a script that takes long to arrive is no slow pattern; one that cannot be had is asked for again", async () => {
  const { clock, threads, service } = createTestService();
  threads.breakScripts(true);
  service.test("a", "a");
  await clock.advance(4_000);
  service.test("a", "a");
  expect(threads.started()).toBe(1);
  threads.breakScripts(false);
  await clock.advance(6_000);
  expect(service.test("a", "a")).toBe(true);
  expect(service.tooSlow("a")).toBe(false);
});

test("a script that never arrives is asked for less and less often, and that it is missing is told", async () => {
  const setting = createTestService();
  const { clock, threads, service } = setting;
  threads.breakScripts(true);
  keepAsking(setting, ["a"], ["a"]);
  expect(service.isMissing()).toBe(false);
  await clock.advance(10);
  expect([service.isMissing(), setting.told()]).toEqual([true, 1]);
  await clock.advance(135_000);
  expect(threads.started()).toBe(6);
  await clock.advance(610_000);
  expect(threads.started()).toBe(16);
  threads.breakScripts(false);
  await clock.advance(61_000);
  expect([service.isMissing(), service.test("a", "a")]).toEqual([false, true]);
});

test("what nobody asks for any more is not tried", async () => {
  const setting = createTestService({ limits: { batchValues: 1 } });
  const { clock, threads, testAll } = setting;
  testAll("old", numbered(1_000));
  keepAsking(setting, ["new"], numbered(300));
  await clock.advance(60_000);
  const tried = (pattern: string) => threads.batches.filter((batch) => batch.pattern === pattern).length;
  expect(tried("new")).toBe(300);
  expect(tried("old")).toBeLessThan(300);
});

test("the thread ends when nothing was asked for a while", async () => {
  const { clock, threads, service } = createTestService();
  service.test("a", "a");
  await clock.advance(10);
  expect(threads.running()).toBe(1);
  await clock.advance(40_000);
  expect(threads.running()).toBe(0);
  service.test("a", "new");
  await clock.advance(10);
  expect(service.test("a", "new")).toBe(false);
});

test("memory is bounded: what is not asked for goes, and what is in use is never tried in turns", async () => {
  const limits = { answers: 100, keepMs: 1_000 };
  const { clock, threads, testAll } = createTestService({ limits });
  const tried = () => threads.batches.reduce((sum, { values }) => sum + values.length, 0);
  for (let minute = 0; minute < 10; minute += 1) {
    testAll("a", ["kept", ...numbered(30, `gone ${minute} `)]);
    await clock.advance(2_000);
  }
  expect(tried()).toBe(301);
  expect(testAll("a", ["kept"])).toEqual([false]);

  const tooMany = numbered(500);
  for (let minute = 0; minute < 5; minute += 1) {
    testAll("b", tooMany);
    await clock.advance(2_000);
  }
  const before = tried();
  testAll("b", tooMany);
  await clock.advance(500);
  expect(tried()).toBe(before);
  expect(testAll("b", tooMany).filter((answer) => answer !== undefined).length).toBeGreaterThan(50);
});

test("patterns are bounded too", async () => {
  const { clock, service } = createTestService({ limits: { patterns: 3 } });
  for (const pattern of numbered(10)) service.test(pattern, "v9");
  await clock.advance(10);
  expect(
    numbered(10)
      .map((pattern) => service.test(pattern, "v9"))
      .filter((known) => known !== undefined).length,
  ).toBe(3);
  // Those that were not asked for any more make room.
  for (const value of numbered(3)) {
    service.test("v0", value);
    await clock.advance(10);
  }
  service.test("v9", "v9");
  await clock.advance(10);
  expect(service.test("v9", "v9")).toBe(true);
});

test("what is no pattern is no match and no mistake of the page's", async () => {
  const { clock, service } = createTestService();
  service.test("(", "a");
  await clock.advance(10);
  expect(service.test("(", "a")).toBeUndefined();
  expect(service.tooSlow("(")).toBe(true);
});

test("closed, it ends its thread and calls nobody", async () => {
  const { clock, threads, service, told } = createTestService();
  service.test("a", "a");
  await clock.advance(0);
  service.close();
  await clock.advance(60_000);
  expect([threads.running(), told()]).toEqual([0, 0]);
});
