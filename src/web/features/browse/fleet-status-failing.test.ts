import { expect, test } from "vitest";
import { emptyQuery, type Query } from "#query/ast.ts";
import type { FleetRow } from "#web/fleet/row.ts";
import type { FleetSnapshot } from "#web/fleet/snapshot.ts";
import { fleetStatus } from "./fleet-status-text.ts";
import { byTemplate, counts, noon, prod, snapshotOf, trouble } from "./testing/snapshot-of.ts";

const text = (query: Query, part: Partial<FleetSnapshot>) => fleetStatus(snapshotOf(query, part)).text;
const knownRow: FleetRow = {
  ...{ sandboxID: "i1", templateID: "base", startedAt: "", endAt: "", cpuCount: 1, memoryMB: 1 },
  ...{ state: "running", metadata: [], startedMicros: 0, endMillis: 0, asOf: 0 },
};

test.each<readonly [string, Query, Partial<FleetSnapshot>, string, string]>([
  [
    "the first read failed",
    emptyQuery,
    { end: "unread", trouble: trouble("upstream") },
    "failing",
    "The sandboxes could not be loaded: boom",
  ],
  [
    "the first read of a new list failed, some known",
    prod,
    {
      ...{ end: "unread", trouble: trouble("unreachable") },
      ...{ rows: [knownRow, knownRow], headAsOf: undefined },
    },
    "failing",
    "2 known from before · as of 12:04:31 · the list could not be loaded: the upstream cannot be reached",
  ],
  [
    "a scan failed on its way",
    byTemplate,
    { ...counts(3, 12_400), end: "more", trouble: trouble("rate-limited") },
    "failing",
    "Loading stopped after 12,400, 3 match so far: too many requests",
  ],
  [
    "a scan was asked to wait",
    byTemplate,
    { ...counts(3, 12_400), end: "more", trouble: trouble("rate-limited", "Slow down", 12) },
    "failing",
    "Loading stopped after 12,400, 3 match so far: too many requests. The upstream asks to wait 12 s.",
  ],
  [
    "the first read was asked to wait for long",
    emptyQuery,
    { end: "unread", trouble: trouble("rate-limited", "Slow down", 90) },
    "failing",
    "The sandboxes could not be loaded: too many requests. The upstream asks to wait 1 min 30 s.",
  ],
  [
    "a scan had no answer in time",
    byTemplate,
    { ...counts(3, 12_400), end: "more", trouble: trouble("timeout") },
    "failing",
    "Loading stopped after 12,400, 3 match so far: no answer in time",
  ],
  [
    "a refresh was asked to wait",
    emptyQuery,
    { ...counts(12), trouble: trouble("upstream", "busy.", 30) },
    "stale",
    "12 sandboxes · as of 12:04:31 · cannot refresh: busy. The upstream asks to wait 30 s.",
  ],
  [
    "a refresh failed",
    emptyQuery,
    { ...counts(12), trouble: trouble("unreachable") },
    "stale",
    "12 sandboxes · as of 12:04:31 · cannot refresh: the upstream cannot be reached",
  ],
  [
    "a refresh of what was empty failed",
    emptyQuery,
    { trouble: trouble("offline") },
    "stale",
    "No sandboxes · as of 12:04:31 · cannot refresh: Sandbar's server cannot be reached",
  ],
  [
    "the key is refused",
    emptyQuery,
    { ...counts(12), trouble: trouble("unauthorized", "Invalid API key") },
    "unauthorized",
    "The upstream refuses the key: Invalid API key",
  ],
])("%s: says so, offers a retry, and keeps the countdown out of the text", (_, query, part, kind, words) => {
  expect(fleetStatus(snapshotOf(query, part))).toEqual({
    ...{
      kind,
      text: words,
      actions: kind === "failing" && part.end === "more" ? ["retry", "stop"] : ["refresh"],
    },
    nextTryAt: noon + 8_000,
  });
});

test("no outage reads like an empty fleet", () => {
  for (const end of ["unread", "more", "complete"] as const)
    for (const query of [emptyQuery, prod, byTemplate])
      expect(text(query, { end, trouble: trouble("upstream") })).toMatch(/could not|cannot|stopped/);
});
