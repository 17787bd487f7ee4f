import { expect, test } from "vitest";
import { parseListedSandboxes } from "./sandbox.ts";

const row = {
  sandboxID: "iabc",
  templateID: "base",
  clientID: "x",
  startedAt: "2026-11-23T07:00:08.065000Z",
  endAt: "2026-11-23T07:05:08.065Z",
  cpuCount: 2,
  memoryMB: 512,
  state: "running",
  envdVersion: "0.5.14",
};

test("metadata keeps prototype keys and empty strings", () => {
  const body: unknown = JSON.parse(
    JSON.stringify([row]).replace("{", '{"metadata":{"__proto__":"p","constructor":"c","":""},'),
  );
  expect(parseListedSandboxes(body)).toMatchObject({
    ok: true,
    value: [
      {
        metadata: [
          ["__proto__", "p"],
          ["constructor", "c"],
          ["", ""],
        ],
      },
    ],
  });
});

test.each([
  ["a missing field", [{ ...row, endAt: undefined }], "[0].endAt"],
  ["a wrong type", [row, { ...row, cpuCount: "2" }], "[1].cpuCount must be a number"],
  ["a bad time", [{ ...row, startedAt: "yesterday" }], "[0].startedAt is not an RFC 3339 timestamp"],
  ["a number in metadata", [{ ...row, metadata: { run: 7 } }], '[0].metadata ["run"] must be a string'],
  ["an object instead of a list", { rows: [] }, "the reply must be an array"],
  ["null", null, "the reply must be an array"],
])("%s is an error naming the field", (_, body, message) => {
  const parsed = parseListedSandboxes(body);
  expect(parsed.ok).toBe(false);
  if (!parsed.ok) expect(parsed.error).toContain(message);
});

test("unknown fields and states are tolerated, absent metadata is none", () => {
  expect(parseListedSandboxes([{ ...row, state: "snapshotting", novel: { a: 1 } }])).toMatchObject({
    ok: true,
    value: [{ state: "snapshotting", metadata: [] }],
  });
});
