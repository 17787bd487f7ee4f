import { expect, test } from "vitest";
import { fieldIs, metadataIs } from "#query/ast.ts";
import type { Fleet } from "./fleet-store.ts";
import type { RowsChange } from "./listed-rows.ts";
import type { FleetRow } from "./row.ts";
import { settle } from "./testing/fake-clock.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

/** Keeps what it is told of, and takes offence at what does not fit. */
function replicaOf(fleet: Fleet) {
  const rows = new Map<string, FleetRow>();
  const changes: RowsChange[] = [];
  fleet.onRows((change) => {
    changes.push(change);
    if (change.reset) rows.clear();
    for (const row of change.added) {
      expect(rows.has(row.sandboxID)).toBe(false);
      rows.set(row.sandboxID, row);
    }
    for (const [before, after] of change.changed) {
      expect(rows.get(before.sandboxID)).toBe(before);
      expect(after).not.toBe(before);
      rows.set(after.sandboxID, after);
    }
    for (const row of change.removed) {
      expect(rows.get(row.sandboxID)).toBe(row);
      rows.delete(row.sandboxID);
    }
  });
  return { changes, ids: () => [...rows.keys()].sort(), row: (id: string) => rows.get(id) };
}

test("who listens is told at once of all that is listed, then of what changes", async () => {
  const { clock, fleet, upstream, show } = createTestFleet({ sandboxes: 3 });
  await show();
  const replica = replicaOf(fleet);
  expect(replica.changes).toHaveLength(1);
  expect(replica.ids()).toEqual([...upstream.ids()].sort());

  const [first = "", second = ""] = upstream.ids();
  upstream.setState(first, "paused");
  upstream.kill(second);
  upstream.create();
  await clock.advance(1);
  fleet.refresh();
  await settle();
  const last = replica.changes.at(-1);
  expect(last).toMatchObject({ reset: false });
  expect([last?.added.length, last?.changed.length, last?.removed.length]).toEqual([1, 1, 1]);
  expect(replica.ids()).toEqual([...upstream.ids()].sort());
  expect(replica.row(first)?.state).toBe("paused");
});

test("a page costs a change of its own size, and a refresh that finds nothing new none", async () => {
  const { clock, fleet, show, readToEnd } = createTestFleet({ sandboxes: 450 });
  await show();
  const replica = replicaOf(fleet);
  await readToEnd();
  const sizes = replica.changes.map(({ added }) => added.length);
  expect(sizes).toEqual([100, 100, 100, 100, 50]);
  expect(replica.changes.filter(({ reset }) => reset)).toHaveLength(1);
  await clock.advance(1);
  fleet.refresh();
  await settle();
  expect(replica.changes).toHaveLength(sizes.length);
});

test("rows the query hides are told of too; only other lists are a reset", async () => {
  const { fleet, upstream, show } = createTestFleet({ sandboxes: 5 });
  const prod = upstream.create({ metadata: [["env", "prod"]] });
  await show();
  const replica = replicaOf(fleet);
  await show({ conditions: [fieldIs("template", "another")] });
  expect(fleet.get()).toMatchObject({ matching: 0, checked: 6 });
  expect(replica.changes).toHaveLength(1);
  await show({ conditions: [metadataIs("env", "prod")] });
  expect(replica.changes.filter(({ reset }) => reset)).toHaveLength(2);
  expect(replica.ids()).toEqual([prod]);
});

test("a sandbox changed or killed from here is told of at once", async () => {
  const { clock, fleet, control, show } = createTestFleet({ sandboxes: 2 });
  await show();
  const replica = replicaOf(fleet);
  const [first = "", second = ""] = replica.ids();
  await clock.advance(1);
  await control.pause(first);
  expect(replica.row(first)?.state).toBe("paused");
  await control.kill(second);
  expect(replica.ids()).toEqual([first]);
});

test("who has stopped listening is told nothing", async () => {
  const { fleet, show } = createTestFleet({ sandboxes: 2 });
  let told = 0;
  const stop = fleet.onRows(() => (told += 1));
  stop();
  await show();
  expect(told).toBe(1);
});
