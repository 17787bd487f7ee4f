import fc from "fast-check";
import { expect, test } from "vitest";
import {
  capabilitiesOf,
  findings,
  isDue,
  nothingFound,
  readFindings,
  writeFindings,
  type RememberedFindings,
} from "./capability-memory.ts";
import { noCapabilities } from "./capabilities.ts";
import { rememberedCapabilities } from "./known-capabilities.ts";

const URL_A = "https://api.example.com";
const NOW = 1_700_000_000_000;
const DAY = 86_400_000;
const remembered: RememberedFindings = {
  findings: { template: "proven", startedAfter: "refuted", order: "unknown" },
  at: NOW - DAY / 2,
};
const text = writeFindings(URL_A, remembered);
const page = (name: string, kept: string | null = null) => ({ name, url: URL_A, kept, now: NOW });

test("what was found is read as it was written", () => {
  const finding = fc.constantFrom(...findings);
  fc.assert(
    fc.property(
      fc.record({ template: finding, startedAfter: finding, order: finding }),
      fc.integer({ min: NOW - 6 * DAY, max: NOW }),
      (found, at) => {
        expect(readFindings(URL_A, writeFindings(URL_A, { findings: found, at }), NOW)).toEqual({
          findings: found,
          at,
        });
      },
    ),
  );
});

test.each([
  ["nothing", null],
  ["no JSON", "{"],
  ["something else", "[1]"],
  ["null", "null"],
  ["another version", text.replace('"version":1', '"version":2')],
  ["another address", writeFindings("https://api.example.org", remembered)],
  ["a finding that there is not", text.replace("proven", "maybe")],
  ["no date", text.replace(/"at":\d+/, '"at":"yesterday"')],
  ["a week", writeFindings(URL_A, { ...remembered, at: NOW - 7 * DAY })],
  ["the future", writeFindings(URL_A, { ...remembered, at: NOW + 1 })],
])("%s in storage is nothing", (_, kept) => {
  expect(readFindings(URL_A, kept, NOW)).toBeUndefined();
  expect(rememberedCapabilities(page("novita", kept))).toEqual(noCapabilities);
});

test("no text in storage does harm", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (kept) => {
      expect(readFindings(URL_A, kept, NOW)).toBeUndefined();
    }),
  );
});

test("what is proven is a capability; what is refuted or unknown is none", () => {
  expect(capabilitiesOf(remembered.findings)).toEqual({ template: true, startedAfter: false, order: false });
  expect(rememberedCapabilities(page("novita", text)).template).toBe(true);
});

test("the local engine does everything, whatever is kept", () => {
  const all = { template: true, startedAfter: true, order: true };
  expect(rememberedCapabilities(page("local"))).toEqual(all);
  expect(rememberedCapabilities(page("local", text))).toEqual(all);
});

test("who was never asked is due, who left a doubt is due the next day, others when it is forgotten", () => {
  expect(isDue(undefined, NOW)).toBe(true);
  expect(isDue(remembered, NOW)).toBe(false);
  expect(isDue(remembered, NOW + DAY)).toBe(true);
  expect(isDue({ findings: nothingFound, at: NOW }, NOW)).toBe(false);
  const sure = { findings: { ...remembered.findings, order: "proven" }, at: NOW } as const;
  expect(isDue(sure, NOW + 6 * DAY)).toBe(false);
});
