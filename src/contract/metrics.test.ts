import { expect, test } from "vitest";
import { parseFleetMetrics } from "./metrics.ts";

const novita = {
  timestamp: "2026-11-23T07:00:08Z",
  timestampUnix: 1_795_417_208,
  cpuCount: 2,
  cpuUsedPct: 12.5,
  memUsed: 10,
  memTotal: 20,
  diskUsed: 0,
  diskTotal: 40,
};
const usage = { at: 1_795_417_208_000, cpuPercent: 12.5, cpuCount: 2, memoryUsed: 10, memoryTotal: 20 };

test("samples are read by id, prototype keys included", () => {
  const reply: unknown = JSON.parse(
    `{"sandboxes":{"i1":${JSON.stringify(novita)},"__proto__":${JSON.stringify(novita)}}}`,
  );
  const samples = new Map([
    ["i1", usage],
    ["__proto__", usage],
  ]);
  expect(parseFleetMetrics(reply)).toEqual({ ok: true, value: samples });
});

test.each([
  ["E2B's field more", { ...novita, memCache: 5 }, usage],
  ["seconds alone", { ...novita, timestamp: undefined }, usage],
  ["a time that is none", { ...novita, timestamp: "now", timestampUnix: null }, { ...usage, at: undefined }],
  ["zeros", { ...novita, cpuUsedPct: 0, memUsed: 0 }, { ...usage, cpuPercent: 0, memoryUsed: 0 }],
  ["a total of nothing, which is none", { ...novita, memTotal: 0 }, { ...usage, memoryTotal: undefined }],
  [
    "MiB, as older servers count",
    { ...novita, memUsed: undefined, memTotal: undefined, memUsedMiB: 1.5, memTotalMiB: 512 },
    { ...usage, memoryUsed: 1_572_864, memoryTotal: 536_870_912 },
  ],
  ["its processors alone", { cpuUsedPct: 3 }, { ...undefinedUsage(), cpuPercent: 3 }],
] as const)("a sample with %s", (_, sample, expected) => {
  expect(parseFleetMetrics({ sandboxes: { i1: sample } })).toEqual({
    ok: true,
    value: new Map([["i1", expected]]),
  });
});

function undefinedUsage() {
  return {
    at: undefined,
    cpuPercent: undefined,
    cpuCount: undefined,
    memoryUsed: undefined,
    memoryTotal: undefined,
  };
}

test("what holds no sample is none, and one that cannot be read takes no others with it", () => {
  const sandboxes = { i1: null, i2: {}, i3: { ...novita, memUsed: "10" }, i4: novita };
  expect(parseFleetMetrics({ sandboxes })).toEqual({ ok: true, value: new Map([["i4", usage]]) });
  expect(parseFleetMetrics({ sandboxes: {} })).toEqual({ ok: true, value: new Map() });
});

test.each([
  ["nothing", {}, "sandboxes is missing"],
  ["null", { sandboxes: null }, "sandboxes must be an object"],
  ["a list", { sandboxes: [novita] }, "sandboxes must be an object"],
  [
    "bad samples alone",
    { sandboxes: { i1: { cpuUsedPct: -1 } } },
    "sandboxes.i1: cpuUsedPct must not be negative",
  ],
  ["what is no sample", { sandboxes: { i1: 5 } }, "sandboxes.i1: the reply must be an object"],
])("a metrics reply with %s names the field", (_, reply, error) => {
  expect(parseFleetMetrics(reply)).toEqual({ ok: false, error });
});
