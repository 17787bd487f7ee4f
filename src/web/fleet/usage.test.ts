import { expect, test } from "vitest";
import { INTERVAL, measuredUpstream } from "./testing/measured-upstream.ts";

const SECOND = 1_000;

const idsFrom = (first: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `i${first + index}`);

test("nothing is asked until somebody looks, and then once nothing new comes into view", async () => {
  const { clock, usage, asked, look } = measuredUpstream();
  await clock.advance(60 * SECOND);
  expect(asked).toEqual([]);
  look(["i1"]);
  await clock.advance(200);
  look(["i2"]);
  await clock.advance(200);
  expect(asked).toEqual([]);
  await clock.advance(50);
  expect(asked).toEqual([["i1", "i2"]]);
  expect(usage.of("i1")).toMatchObject({ kind: "known", isOld: false, sample: { cpuPercent: 5 } });
});

test("each is asked for once in an interval, at most a hundred at a time, one request after the other", async () => {
  const { clock, asked, look } = measuredUpstream();
  look(idsFrom(0, 230));
  await clock.advance(SECOND);
  expect(asked.map((ids) => ids.length)).toEqual([100, 100, 30]);
  expect(new Set(asked.flat()).size).toBe(230);
  await clock.advance(INTERVAL - 2 * SECOND);
  expect(asked.map((ids) => ids.length).length).toBe(3);
  await clock.advance(2 * SECOND);
  expect(asked.map((ids) => ids.length)).toEqual([100, 100, 30, 100, 100, 30]);
});

test("a clock put back an hour changes no interval", async () => {
  const { clock, asked, look } = measuredUpstream();
  look(["a"]);
  await clock.advance(SECOND);
  clock.step(-3_600_000);
  await clock.advance(3 * INTERVAL);
  expect(asked).toEqual([["a"], ["a"], ["a"], ["a"]]);
});

test("of long ids fewer are asked for at once, so that every gateway takes the address", async () => {
  const { clock, asked, look } = measuredUpstream();
  look(Array.from({ length: 100 }, (_, index) => String(index).padEnd(128, "x")));
  await clock.advance(SECOND);
  expect(asked.map((ids) => ids.length)).toEqual([46, 46, 8]);
});

test("what scrolled by is never asked for, and what comes into view alone is", async () => {
  const { clock, asked, look } = measuredUpstream();
  look(["a"]);
  await clock.advance(SECOND);
  for (let first = 0; first < 500; first += 10) {
    const away = look(idsFrom(first, 10));
    await clock.advance(16);
    away();
  }
  look(["b"]);
  await clock.advance(SECOND);
  expect(asked).toEqual([["a"], ["b"]]);
  await clock.advance(INTERVAL);
  expect(asked.slice(2)).toEqual([["a", "b"]]);
});

test("two columns of a row are one question", async () => {
  const { clock, asked, look } = measuredUpstream();
  const away = look(["a"]);
  look(["a"]);
  away();
  await clock.advance(SECOND);
  expect(asked).toEqual([["a"]]);
});

test("nothing is asked in a hidden page, and a return asks once", async () => {
  const { clock, usage, asked, look } = measuredUpstream();
  usage.setActive(false);
  look(["a"]);
  await clock.advance(100 * INTERVAL);
  expect(asked).toEqual([]);
  usage.setActive(true);
  await clock.advance(SECOND);
  expect(asked.length).toBe(1);
  usage.setActive(false);
  await clock.advance(100 * INTERVAL);
  expect(asked.length).toBe(1);
  usage.setActive(true);
  expect(usage.of("a")).toMatchObject({ kind: "known", isOld: true });
  await clock.advance(SECOND);
  expect(asked.length).toBe(2);
  expect(usage.of("a")).toMatchObject({ kind: "known", isOld: false });
});

test("what is under way is cancelled when the page is hidden", async () => {
  const { clock, usage, asked, cancelled, answerNever, look } = measuredUpstream();
  answerNever();
  look(["a"]);
  await clock.advance(SECOND);
  usage.setActive(false);
  expect(cancelled).toEqual([["a"]]);
  usage.setActive(true);
  await clock.advance(SECOND);
  expect(asked.length).toBe(2);
});

test("a request whose sandboxes all left is cancelled, and what is in view asked for", async () => {
  const { clock, asked, cancelled, answerNever, look } = measuredUpstream();
  answerNever();
  const away = look(["a", "b"]);
  await clock.advance(SECOND);
  away();
  look(["c"]);
  await clock.advance(SECOND);
  expect({ asked, cancelled }).toEqual({ asked: [["a", "b"], ["c"]], cancelled: [["a", "b"]] });
});

test("a row that is drawn anew cancels nothing, and with the last column all ends", async () => {
  const { clock, asked, cancelled, answerNever, look } = measuredUpstream();
  answerNever();
  const away = look(["a"]);
  await clock.advance(SECOND);
  away();
  const awayAgain = look(["a"]);
  await clock.advance(SECOND);
  expect(cancelled).toEqual([]);
  awayAgain();
  await clock.advance(100 * INTERVAL);
  expect({ asked, cancelled }).toEqual({ asked: [["a"]], cancelled: [["a"]] });
});

test("without an interval it is read with the list alone", async () => {
  const { clock, usage, asked, look } = measuredUpstream();
  usage.setInterval(undefined);
  usage.listRead(clock.now());
  look(["a"]);
  await clock.advance(100 * INTERVAL);
  expect(asked.length).toBe(1);
  usage.listRead(clock.now());
  await clock.advance(SECOND);
  usage.listRead(clock.now() - SECOND);
  await clock.advance(100 * INTERVAL);
  expect(asked.length).toBe(2);
});

test("an id that may not stand in a request is not asked for", async () => {
  const { clock, usage, asked, look } = measuredUpstream();
  look(["a,b", "..", "a b"]);
  await clock.advance(SECOND);
  expect(asked).toEqual([]);
  expect(usage.of("a,b")).toEqual({ kind: "none" });
});

test("of those that went only so many are remembered, the ones read last", async () => {
  const { clock, usage, look } = measuredUpstream();
  for (let first = 0; first < 1_500; first += 100) {
    const away = look(idsFrom(first, 100));
    await clock.advance(SECOND);
    away();
  }
  expect(usage.of("i0")).toEqual({ kind: "unread" });
  expect(usage.of("i1499").kind).toBe("known");
});
