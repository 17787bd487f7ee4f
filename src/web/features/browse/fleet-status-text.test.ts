import { expect, test } from "vitest";
import { emptyQuery, fieldIs, metadataIs, type Query } from "#query/ast.ts";
import { parse } from "#query/parse.ts";
import type { FleetRow } from "#web/fleet/row.ts";
import type { FleetSnapshot } from "#web/fleet/snapshot.ts";
import { checkedInBrowser, fleetStatus, isPartlySorted, slowConditions } from "./fleet-status-text.ts";
import {
  byTemplate,
  counts,
  prod,
  running,
  runningByTemplate,
  snapshotOf,
  trouble,
} from "./testing/snapshot-of.ts";

const text = (query: Query, part: Partial<FleetSnapshot>) => fleetStatus(snapshotOf(query, part)).text;
const row: FleetRow = {
  ...{ sandboxID: "i1", templateID: "base", startedAt: "", endAt: "", cpuCount: 1, memoryMB: 1 },
  ...{ state: "running", metadata: [], startedMicros: 0, endMillis: 0, asOf: 0 },
};

test.each<readonly [string, Query, Partial<FleetSnapshot>, string, string]>([
  ["nothing read yet", emptyQuery, { end: "unread" }, "loading", "Loading sandboxes…"],
  [
    "nothing read yet of a new list, some known",
    prod,
    { end: "unread", rows: [row] },
    "loading",
    "1 match so far · checking the server…",
  ],
  [
    "nothing read yet of all, some known",
    emptyQuery,
    { end: "unread", rows: [row] },
    "loading",
    "1 sandbox so far · checking the server…",
  ],
  ["read to the end", emptyQuery, counts(1_284), "complete", "1,284 sandboxes · as of 12:04:31"],
  ["a single one", emptyQuery, counts(1), "complete", "1 sandbox · as of 12:04:31"],
  ["an empty fleet", emptyQuery, {}, "complete", "No sandboxes · as of 12:04:31"],
  ["filtered by the server", prod, counts(37), "complete", "37 sandboxes match · as of 12:04:31"],
  ["filtered by the server, one", prod, counts(1), "complete", "1 sandbox matches · as of 12:04:31"],
  ["filtered by the server, none", prod, {}, "complete", "No sandbox matches · as of 12:04:31"],
  ["filtered here", byTemplate, counts(37, 1_284), "complete", "37 of 1,284 match · as of 12:04:31"],
  [
    "filtered here, some not decided",
    byTemplate,
    { ...counts(37, 1_284), undecided: 1_000 },
    "complete",
    "37 of 1,284 match, 1,000 undecided · as of 12:04:31",
  ],
  [
    "filtered here, none yet",
    byTemplate,
    { ...counts(0, 4), undecided: 3 },
    "complete",
    "No match so far, 3 of 4 undecided · as of 12:04:31",
  ],
  ["filtered here, none", byTemplate, counts(0, 1_284), "complete", "None of 1,284 matches · as of 12:04:31"],
  ["filtered here, of none", byTemplate, counts(0, 0), "complete", "No sandbox matches · as of 12:04:31"],
  [
    "as far as the screen reaches",
    emptyQuery,
    { ...counts(200), end: "more" },
    "partial",
    "200 sandboxes loaded, more on the server · as of 12:04:31",
  ],
  [
    "as far as the screen reaches, the total known",
    running,
    { ...counts(200), end: "more", totalRunning: 31_872 },
    "partial",
    "200 of 31,872 sandboxes loaded · as of 12:04:31",
  ],
  [
    "a scan",
    byTemplate,
    { ...counts(37, 12_400), end: "more" },
    "scanning",
    "37 match so far · 12,400 checked, more loading…",
  ],
  [
    "a scan whose rate is known",
    byTemplate,
    { ...counts(37, 12_400), end: "more", rowsPerSecond: 1_200 },
    "scanning",
    "37 match so far · 12,400 checked at 1,200 a second, more loading…",
  ],
  [
    "a scan that found nothing yet, its rate known",
    byTemplate,
    { ...counts(0, 12_400), end: "more", rowsPerSecond: 85 },
    "scanning",
    "No match yet in 12,400 checked at 85 a second, more loading…",
  ],
  [
    "a sort whose rate is known",
    emptyQuery,
    { ...counts(400), end: "more", refined: true, rowsPerSecond: 850 },
    "scanning",
    "400 loaded at 850 a second, more loading…",
  ],
  [
    "a scan of a known total, its rate known",
    runningByTemplate,
    { ...counts(37, 12_400), end: "more", totalRunning: 31_872, rowsPerSecond: 850 },
    "scanning",
    "37 match so far · 12,400 of 31,872 checked at 850 a second",
  ],
  [
    "a scan of a known total",
    runningByTemplate,
    { ...counts(37, 12_400), end: "more", totalRunning: 31_872 },
    "scanning",
    "37 match so far · 12,400 of 31,872 checked",
  ],
  [
    "a total that does not cover the paused ones",
    byTemplate,
    { ...counts(37, 12_400), end: "more", totalRunning: 31_872 },
    "scanning",
    "37 match so far · 12,400 checked, more loading…",
  ],
  [
    "a scan that found nothing yet",
    byTemplate,
    { ...counts(0, 12_400), end: "more" },
    "scanning",
    "No match yet in 12,400 checked, more loading…",
  ],
  [
    "a sort that reads all",
    emptyQuery,
    { ...counts(400), end: "more", refined: true },
    "scanning",
    "400 loaded, more loading…",
  ],
  [
    "a scan at its limit",
    byTemplate,
    { ...counts(37, 12_400), end: "more", scanPaused: true },
    "stopped",
    "37 match in the 12,400 checked. There are more on the server.",
  ],
  [
    "a sort at its limit",
    emptyQuery,
    { ...counts(10_000), end: "more", refined: true, scanPaused: true },
    "stopped",
    "10,000 loaded. There are more on the server.",
  ],
  [
    "a server that repeats itself",
    emptyQuery,
    { ...counts(200), end: "looped" },
    "looped",
    "200 sandboxes loaded. The server repeats itself, so the list has no end that can be trusted.",
  ],
  [
    "a search through a server that repeats itself",
    byTemplate,
    { ...counts(3, 200), end: "looped" },
    "looped",
    "3 of 200 match. The server repeats itself, so the list has no end that can be trusted.",
  ],
  [
    "a search through one that repeats itself, with nothing found",
    byTemplate,
    { ...counts(0, 200), end: "looped" },
    "looped",
    "No match in the 200 loaded. The server repeats itself, so the list has no end that can be trusted.",
  ],
  [
    "pages of nothing so far, of a server that filters after cutting them",
    prod,
    { ...counts(0), end: "more" },
    "partial",
    "Nothing found yet, more on the server · as of 12:04:31",
  ],
  [
    "a server that ignores the filter",
    prod,
    counts(37, 1_284),
    "complete",
    "37 of 1,284 match · as of 12:04:31",
  ],
  [
    "known from before, not found in the new lists yet",
    prod,
    { ...counts(100), end: "more", rows: [row, row, row], standIns: 2 },
    "loading",
    "3 match so far · checking the server…",
  ],
  [
    "a scan at its limit with some not decided",
    byTemplate,
    { ...counts(0, 12_400), end: "more", scanPaused: true, undecided: 300 },
    "stopped",
    "No match so far, 300 of the 12,400 checked are undecided. There are more on the server.",
  ],
  [
    "what cannot be",
    { conditions: [metadataIs("a", "1"), metadataIs("a", "2")] },
    {},
    "impossible",
    "No sandbox can match: `a` cannot be both 1 and 2",
  ],
])("%s", (_, query, part, kind, words) => {
  expect(fleetStatus(snapshotOf(query, part))).toMatchObject({ kind, text: words });
});

test.each<readonly [string, Partial<FleetSnapshot>]>([
  ["a scan", { ...counts(3, 100), end: "more", totalRunning: 400 }],
  ["one that waits", { ...counts(3, 100), end: "more", scanPaused: true }],
  ["what is stale", { ...counts(3), trouble: trouble("upstream") }],
  ["what is refused", { ...counts(3), trouble: trouble("unauthorized") }],
])("what takes long to find is told instead of %s, with no sign, countdown or button of that", (_, part) => {
  expect(fleetStatus(snapshotOf(runningByTemplate, { ...part, isLate: true }))).toEqual({
    kind: "loading",
    text: "Looking through all that is loaded…",
    actions: [],
  });
});

test("a scan can be stopped and taken up again, and shows how far it is where that is known", () => {
  const scan = { ...counts(3, 100), end: "more" } as const;
  expect(fleetStatus(snapshotOf(byTemplate, scan)).actions).toEqual(["stop"]);
  expect(fleetStatus(snapshotOf(byTemplate, scan)).hasFound).toBe(true);
  expect(fleetStatus(snapshotOf(byTemplate, { ...scan, matching: 0 })).hasFound).toBe(false);
  expect(fleetStatus(snapshotOf(byTemplate, { ...scan, scanPaused: true })).actions).toEqual(["continue"]);
  expect(fleetStatus(snapshotOf(runningByTemplate, { ...scan, totalRunning: 400 })).progress).toEqual({
    checked: 100,
    total: 400,
  });
  expect(fleetStatus(snapshotOf(prod, counts(3))).progress).toBeUndefined();
});

test("what the browser filtered is said once for each reason", () => {
  const query: Query = { conditions: [fieldIs("template", "a"), fieldIs("template", "b")] };
  expect(checkedInBrowser(snapshotOf(query, {}).plan)).toEqual({
    count: 2,
    whys: "This upstream is not known to filter by template",
  });
  expect(checkedInBrowser(snapshotOf(prod, {}).plan)).toBeUndefined();
});

test("conditions whose pattern takes too long are named as they are shown, whatever they are part of", () => {
  const { query } = parse(String.raw`path=~"^(a+)+$" env=~^p (a=b OR -api_key=~"^(a+)+$")`);
  expect(slowConditions(query, [])).toBeUndefined();
  expect(slowConditions(query, ["^(a+)+$"])).toMatch(/left out: path=~\S+, a=b OR api_key!~•+\. /);
});

test("nothing is called none while more may come, whatever else is the matter", () => {
  const none = /no sandbox|^none|no match in/i;
  for (const query of [emptyQuery, prod, byTemplate])
    for (const end of ["unread", "more"] as const)
      for (const failed of [undefined, trouble("upstream")])
        for (const checked of [0, 12_400])
          expect(text(query, { ...counts(0, checked), end, trouble: failed })).not.toMatch(none);
  for (const query of [prod, byTemplate])
    expect(text(query, { ...counts(0, 5), undecided: 2 })).not.toMatch(none);
});

test.each<readonly [string, Partial<FleetSnapshot>, boolean]>([
  ["a part is read", { ...counts(3, 100), end: "more" }, true],
  ["all is read", counts(3, 100), false],
  ["nothing is read", { end: "unread" }, false],
  ["only empty pages were read", { end: "more" }, false],
])("whether an order is said to hold for a part: %s", (_, part, isPart) => {
  expect(isPartlySorted(snapshotOf(emptyQuery, { ...part, sortedHere: true }))).toBe(isPart);
});
