import { expect, test } from "vitest";
import type { Metadata } from "#contract/metadata.ts";
import { emptyQuery, fieldIs, metadataIs, type Query } from "#query/ast.ts";
import { testContext } from "#query/testing/test-context.ts";
import { fleetRow, type FleetRow } from "#web/fleet/row.ts";
import { done } from "#web/lib/steps.ts";
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

interface Known {
  readonly current?: (id: string) => FleetRow | undefined;
  readonly query?: Query;
  readonly end?: "complete" | "more";
  readonly shown?: number;
}

/** The facts of a selection of which nothing is known any more, but for what is said. */
const factsOf = (
  selected: ReadonlyMap<string, FleetRow>,
  { current = () => undefined, query = emptyQuery, end = "complete", shown = 0 }: Known,
) =>
  selectionFacts(
    selected,
    current,
    { wanted: { query, sort: undefined, group: undefined }, end, rows: { length: shown } },
    context,
  );

test("a selection keeps what the filter hides, and says how many", () => {
  const known = selectionOf(dev, prod);
  const query = { conditions: [metadataIs("env", "dev")] };
  const facts = done(factsOf(known, { current: (id) => known.get(id), query }));
  expect(facts).toMatchObject({ count: 2, rows: [dev, prod], hidden: 1, vanished: [] });
});

test("the latest reading counts, not the one selected", () => {
  const paused = row("dev", [["env", "dev"]], "paused");
  const query = { conditions: [fieldIs("state", "running")] };
  const facts = done(factsOf(selectionOf(dev), { current: () => paused, query }));
  expect(facts).toMatchObject({ rows: [paused], hidden: 1 });
});

test("who is missing from a whole list that must hold them has ended", () => {
  const facts = done(factsOf(selectionOf(dev, prod), {}));
  expect(facts).toMatchObject({ rows: [], hidden: 0, vanished: ["dev", "prod"], haveEnded: true });
});

test.each([
  ["a list not read to its end", emptyQuery, "more"],
  ["a list by state", { conditions: [fieldIs("state", "running")] }, "complete"],
  ["a list of others", { conditions: [metadataIs("env", "prod")] }, "complete"],
] as const)("%s does not prove that a sandbox ended", (_, query, end) => {
  expect(done(factsOf(selectionOf(dev), { query, end })).haveEnded).toBe(false);
});

test("all that is shown is a part of what is there while more may come", () => {
  const known = selectionOf(dev, prod);
  const facts = (end: "complete" | "more", shown: number) =>
    done(factsOf(known, { current: (id) => known.get(id), end, shown })).isPartOfList;
  expect([facts("more", 2), facts("more", 3), facts("complete", 2)]).toEqual([true, false, false]);
});

test("a large selection is looked through in steps", () => {
  const known = selectionOf(...Array.from({ length: 1_000 }, (_, n) => row(`i${n}`, [["api_key", "sk-1"]])));
  const steps = factsOf(known, { current: (id) => known.get(id) });
  let pauses = 0;
  let next = steps.next();
  for (; !next.done; next = steps.next()) pauses += 1;
  expect(pauses).toBeGreaterThan(5);
  expect(next.value).toMatchObject({ count: 1_000, masked: 1_000, hidden: 0 });
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
