import { expect, test } from "vitest";
import { createScan } from "./scan.ts";
import { createFakeClock } from "./testing/fake-clock.ts";

/** A scan to which pages of a hundred come, each so many milliseconds after the one before. */
function scanned() {
  const clock = createFakeClock();
  const scan = createScan(10_000, clock);
  let checked = 0;
  const read = async (pages: number, each: number, rows = 100) => {
    for (let page = 0; page < pages; page += 1) {
      await clock.advance(each);
      checked += rows;
      scan.note(checked);
    }
    return scan.rowsPerSecond();
  };
  return { scan, read };
}

test("its rate is not told before three pages have come over half a second", async () => {
  const { read } = scanned();
  expect(await read(1, 300)).toBeUndefined();
  expect(await read(1, 300)).toBeUndefined();
  expect(await read(1, 300)).toBe(330);
});

test("pages that all come at once tell no rate", async () => {
  const { read } = scanned();
  expect(await read(40, 0)).toBeUndefined();
  expect(await read(20, 10)).toBeUndefined();
});

test("the rate is that of the last seconds, whatever it was before", async () => {
  const { read } = scanned();
  expect(await read(100, 50)).toBe(2_000);
  expect(await read(60, 100)).toBe(1_000);
});

test("pages that take longer than those seconds have a rate too", async () => {
  const { read } = scanned();
  expect(await read(3, 8_000)).toBe(13);
});

test("pages of nothing have none", async () => {
  const { read } = scanned();
  expect(await read(10, 500, 0)).toBeUndefined();
});

test("after anything else took time it is measured anew", async () => {
  const { scan, read } = scanned();
  await read(20, 100);
  scan.interrupt();
  expect(scan.rowsPerSecond()).toBeUndefined();
  expect(await read(1, 60_000)).toBeUndefined();
  expect(await read(5, 100)).toBe(1_000);
});

test("it waits for leave after a stretch, but begins every list, and then reads ten as long", () => {
  const { scan } = scanned();
  expect(scan.isPaused(9_999, false)).toBe(false);
  expect(scan.isPaused(10_000, false)).toBe(true);
  expect(scan.isPaused(10_000, true)).toBe(false);
  scan.goOn(10_100);
  expect(scan.isPaused(110_099, false)).toBe(false);
  expect(scan.isPaused(110_100, false)).toBe(true);
  scan.begin();
  expect(scan.isPaused(10_000, false)).toBe(true);
});

test("it stays stopped whatever ends and whatever was not begun, until it goes on", () => {
  const { scan } = scanned();
  scan.stop();
  expect(scan.isPaused(300, false)).toBe(true);
  expect(scan.isPaused(0, true)).toBe(true);
  scan.goOn(300);
  expect(scan.isPaused(100_299, false)).toBe(false);
});
