import { expect, test } from "vitest";
import { memoryText, percentText } from "./usage-text.ts";

test.each([
  [0, "0"],
  [0.2, "< 1"],
  [0.5, "1"],
  [37.4, "37"],
  [100, "100"],
  [1_234.5, "1,235"],
])("%d per cent reads %s", (percent, text) => {
  expect(percentText(percent)).toBe(text);
});

const MIB = 1024 ** 2;

test.each([
  [0, 512 * MIB, "0 of 512 MiB"],
  [1_000, 512 * MIB, "< 1 of 512 MiB"],
  [511.6 * MIB, 512 * MIB, "512 of 512 MiB"],
  [0, 1_024 * MIB, "0 of 1 GiB"],
  [10 * MIB, 1_024 * MIB, "< 0.1 of 1 GiB"],
  [412 * MIB, 1_536 * MIB, "0.4 of 1.5 GiB"],
  [8_192 * MIB, 8_192 * MIB, "8 of 8 GiB"],
  [3_000 * MIB, undefined, "2.9 of undefined GiB"],
  [300 * MIB, undefined, "300 of undefined MiB"],
])("%d bytes of %s read %s", (used, total, text) => {
  const words = memoryText(used, total);
  expect(`${words.used} of ${words.total} ${words.unit}`).toBe(text);
});
