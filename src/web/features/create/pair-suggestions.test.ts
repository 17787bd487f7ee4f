import { expect, test } from "vitest";
import { fleetRow, type FleetRow } from "#web/fleet/row.ts";
import { seenValues } from "#web/fleet/seen-values.ts";
import { suggestedKeys, suggestedValues, type PairSources } from "./pair-suggestions.ts";

const row = (...metadata: FleetRow["metadata"]): FleetRow =>
  fleetRow(
    {
      ...{ sandboxID: "i1", templateID: "base", state: "running", cpuCount: 1, memoryMB: 512, metadata },
      ...{ startedAt: "2026-11-23T07:00:00Z", endAt: "2026-11-23T08:00:00Z" },
    },
    0,
  );

const sources: PairSources = {
  recents: {
    version: 1,
    keys: [
      { key: "owner", values: ["kim"] },
      { key: "env", values: ["dev", "prod"] },
    ],
  },
  seen: seenValues([
    row(["env", "prod"], ["team", "core"], ["api_key", "x"]),
    row(["env", "stage"]),
    row(["env", "stage"]),
  ]),
};
const texts = (suggestions: readonly { readonly text: string }[]) => suggestions.map(({ text }) => text);

test("keys used before come first, then keys seen; those in use are not offered again", () => {
  expect(texts(suggestedKeys(sources, "", new Set()))).toEqual(["owner", "env", "api_key", "team"]);
  expect(texts(suggestedKeys(sources, "", new Set(["env"])))).toEqual(["owner", "api_key", "team"]);
  expect(texts(suggestedKeys(sources, "te", new Set()))).toEqual(["team"]);
});

test("values given before come first, then values seen, never secrets", () => {
  expect(suggestedValues(sources, "env", "").map(({ text, detail }) => `${text} ${detail}`)).toEqual([
    "dev recent",
    "prod recent",
    "stage 2",
  ]);
  expect(texts(suggestedValues(sources, "env", "st"))).toEqual(["stage"]);
  expect(suggestedValues(sources, "api_key", "")).toEqual([]);
  expect(suggestedValues(sources, "", "")).toEqual([]);
});
