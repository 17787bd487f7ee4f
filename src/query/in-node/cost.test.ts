import { expect, test } from "vitest";
import { atCursor } from "../at-cursor.ts";
import { paste } from "../paste.ts";

/** What some work takes of the processor, in milliseconds, at the cheapest: other work on this machine makes all but its result dearer. */
const cheapest = (work: () => unknown): number =>
  Math.min(
    ...Array.from({ length: 6 }, () => {
      const before = process.cpuUsage();
      work();
      return process.cpuUsage(before).user / 1000;
    }),
  );

const megabyte = (unit: string): string => unit.repeat(Math.ceil(1_000_000 / unit.length));

test.each([
  ["prose", megabyte("lorem ipsum "), 0],
  ["one word", megabyte("x"), 0],
  ["lines of pairs", megabyte("key=a value\n"), 1],
  ["lines of prose", megabyte("it is: what\nit was\nand more\n"), 0],
  ["ids", megabyte("i0123456789abcdefghij\n"), 1],
  ["json", `{"a":"${megabyte("x")}"}`, 0],
  ["quotes", megabyte('a="\n'), 1],
  ["open quotes", `a='${megabyte("b\n")}`, 0],
  ["parentheses", megabyte("a in ("), 0],
  ["commas", megabyte("a!=b,"), 0],
  ["backslashes", megabyte('a="\\'), 0],
  ["spaces", megabyte("a "), 0],
  ["half a query string", megabyte("a=1&"), 0],
  ["hashes", megabyte("a=1 #"), 0],
])("a megabyte of %s is answered at once, with words", (_, text, least) => {
  const pasted = paste(text);
  expect(cheapest(() => paste(text))).toBeLessThan(50);
  expect(pasted?.conditions.length).toBeGreaterThanOrEqual(least);
  expect(pasted?.why).toMatch(/longer than a filter can be/);
});

test("the worst texts are read without freezing", () => {
  for (const unit of ['"', '\\"', "(", "a=(", "a:", "-", "=", 'k=("a b" ', 'k=("a, ']) {
    const text = unit.repeat(100_000 / unit.length);
    expect(cheapest(() => atCursor(text, text.length))).toBeLessThan(500);
  }
});
