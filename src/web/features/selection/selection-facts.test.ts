import { expect, test } from "vitest";
import type { Metadata } from "#contract/metadata.ts";
import { emptyQuery, fieldIs, metadataIs } from "#query/ast.ts";
import { testContext } from "#query/testing/test-context.ts";
import { fleetRow, type FleetRow } from "#web/fleet/row.ts";
import { countMasked, rowsAsJson } from "./rows-as-json.ts";
import { selectionFacts } from "./selection-facts.ts";

const row = (sandboxID: string, metadata: Metadata = [], state = "running"): FleetRow =>
  fleetRow(
    {
      sandboxID,
      templateID: "base",
      startedAt: "2026-01-01T00:00:00Z",
      endAt: "2026-01-02T00:00:00Z",
      cpuCount: 2,
      memoryMB: 512,
      state,
      metadata,
    },
    0,
  );
const selectionOf = (...rows: readonly FleetRow[]) => new Map(rows.map((each) => [each.sandboxID, each]));
const context = testContext();
const dev = row("dev", [["env", "dev"]]);
const prod = row("prod", [["env", "prod"]]);

test("a selection keeps what the filter hides, and says how many", () => {
  const known = selectionOf(dev, prod);
  const query = { conditions: [metadataIs("env", "dev")] };
  const facts = selectionFacts(known, (id) => known.get(id), query, true, context);
  expect(facts.rows).toEqual([dev, prod]);
  expect(facts.hidden).toBe(1);
  expect(facts.vanished).toEqual([]);
});

test("the latest reading counts, not the one selected", () => {
  const paused = row("dev", [["env", "dev"]], "paused");
  const facts = selectionFacts(
    selectionOf(dev),
    () => paused,
    { conditions: [fieldIs("state", "running")] },
    true,
    context,
  );
  expect(facts.rows).toEqual([paused]);
  expect(facts.hidden).toBe(1);
});

const nothingKnown = () => undefined;

test("who is missing from a whole list that must hold them has ended", () => {
  const facts = selectionFacts(selectionOf(dev, prod), nothingKnown, emptyQuery, true, context);
  expect(facts).toEqual({ rows: [], hidden: 0, vanished: ["dev", "prod"], haveEnded: true });
});

test.each([
  ["a list not read to its end", emptyQuery, false],
  ["a list by state", { conditions: [fieldIs("state", "running")] }, true],
  ["a list of others", { conditions: [metadataIs("env", "prod")] }, true],
] as const)("%s does not prove that a sandbox ended", (_, query, complete) => {
  expect(selectionFacts(selectionOf(dev), nothingKnown, query, complete, context).haveEnded).toBe(false);
});

const hostile = row("i1", [
  ["api_key", "sk-live-1"],
  ["__proto__", "data"],
  ["user", "ann"],
]);

test("JSON carries the API's names, and masks secrets", () => {
  const [first] = JSON.parse(rowsAsJson([hostile], false));
  expect(Object.keys(first).toSorted()).toEqual(
    ["cpuCount", "endAt", "memoryMB", "metadata", "sandboxID", "startedAt", "state", "templateID"].toSorted(),
  );
  expect(Object.entries(first.metadata)).toEqual([
    ["api_key", "••••••"],
    ["__proto__", "data"],
    ["user", "ann"],
  ]);
});

test("secrets come along only when asked for", () => {
  expect(countMasked([hostile, dev])).toBe(1);
  expect(rowsAsJson([hostile], false)).not.toContain("sk-live-1");
  expect(rowsAsJson([hostile], true)).toContain("sk-live-1");
});
