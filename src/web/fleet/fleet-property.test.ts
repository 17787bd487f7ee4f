import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyQuery, fieldIs, metadataIs, type Query } from "#query/ast.ts";
import { defaultFleetLimits } from "./fleet-limits.ts";
import { settle } from "./testing/fake-clock.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

const queries: readonly Query[] = [
  emptyQuery,
  { conditions: [metadataIs("env", "prod")] },
  { conditions: [fieldIs("state", "running")] },
  { conditions: [fieldIs("template", "base")] },
  { conditions: [fieldIs("state", "paused"), metadataIs("env", "prod")] },
];

const nat = fc.nat({ max: 60 });
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("create"), count: fc.integer({ min: 1, max: 25 }) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom("kill", "end", "restart"), at: nat }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom("pause", "resume", "read"), at: nat }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("scroll"), at: nat }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom("refresh", "deliver", "hold", "release") }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("show"), query: fc.constantFrom(...queries) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("create-here") }) },
);

test("however reads, creates and kills interleave: no id twice, no killed one back, and a full refresh equals the upstream", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const limits = { ...defaultFleetLimits, readAhead: 5 };
      const { clock, fleet, upstream, control, show, shownIds } = createTestFleet({
        sandboxes: 23,
        pageSize: 7,
        limits,
      });
      const killed = new Set<string>();
      let query = emptyQuery;
      await show(query);

      const someId = (at: number) => upstream.ids()[at % Math.max(1, upstream.ids().length)];
      const background: Promise<unknown>[] = [];

      for (const next of steps) {
        await clock.advance(1);
        const id = "at" in next ? someId(next.at) : undefined;
        if (next.kind === "create") {
          for (let n = 0; n < next.count; n += 1)
            upstream.create({ metadata: n % 3 === 0 ? [["env", "prod"]] : [] });
        } else if (next.kind === "show" && "query" in next) {
          query = next.query;
          fleet.show(query, undefined);
        } else if (next.kind === "refresh") fleet.refresh();
        else if (next.kind === "deliver") upstream.deliver();
        else if (next.kind === "hold") upstream.holdReplies(true);
        else if (next.kind === "release") {
          upstream.holdReplies(false);
          upstream.deliver();
        } else if (next.kind === "scroll" && "at" in next) fleet.setViewport(next.at, next.at + 8);
        else if (next.kind === "create-here")
          background.push(
            control.create({
              templateID: "base",
              timeout: 60,
              secure: true,
              allow_internet_access: true,
              autoPause: false,
              metadata: { env: "dev" },
            }),
          );
        else if (id !== undefined) {
          if (next.kind === "kill") background.push(control.kill(id).then(() => killed.add(id)));
          if (next.kind === "end") upstream.kill(id);
          if (next.kind === "restart") upstream.restart(id);
          if (next.kind === "pause") background.push(control.pause(id));
          if (next.kind === "resume") background.push(control.resume(id, 60));
          if (next.kind === "read") background.push(control.read(id));
        }
        await settle();
        const ids = shownIds();
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((shown) => killed.has(shown))).toEqual([]);
      }

      upstream.holdReplies(false);
      upstream.deliver();
      await settle();
      await Promise.all(background);
      await clock.advance(1);

      // All at once: everything in view, no limit to the pages of one refresh, and no pin left over.
      limits.refreshPages = 1_000;
      limits.scanRows = 1_000_000;
      limits.readAhead = 1_000_000;
      fleet.show({ conditions: [metadataIs("no", "body")] }, undefined);
      fleet.show(query, undefined);
      fleet.setViewport(0, 1_000_000);
      for (let round = 0; round < 40; round += 1) await settle();
      const filter = fleet.get().plan;
      if (filter.kind !== "lists") throw new Error("no query here is impossible");
      expect(fleet.get().end).toBe("complete");
      expect(shownIds()).toEqual(upstream.ids(filter.lists[0]));
      for (const row of fleet.get().rows) expect(row.state).toBe(upstream.state(row.sandboxID));
    }),
    { numRuns: 150 },
  );
});

test("a refresh of all pages equals the upstream without ever starting the list anew", async () => {
  const change = fc.record({
    created: fc.nat({ max: 30 }),
    ended: fc.array(nat, { maxLength: 8 }),
    restarted: fc.array(nat, { maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      async (changes, whole) => {
        const { clock, fleet, upstream, show, readToEnd, shownIds } = createTestFleet({
          sandboxes: 40,
          pageSize: 7,
          limits: { refreshPages: 1_000 },
        });
        await show();
        await readToEnd();
        for (const { created, ended, restarted } of changes) {
          const at = (place: number) => upstream.ids()[place % Math.max(1, upstream.ids().length)];
          for (const place of ended) upstream.kill(at(place) ?? "");
          for (const place of restarted) {
            const id = at(place);
            if (id !== undefined) upstream.restart(id);
          }
          upstream.createMany(created);
          await clock.advance(1);
          if (whole) fleet.setViewport(0, 1_000);
          else fleet.setViewport(0, 5);
          fleet.refresh();
          for (let round = 0; round < 10; round += 1) await settle();
          const ids = shownIds();
          expect(new Set(ids).size).toBe(ids.length);
        }
        fleet.setViewport(0, 1_000);
        fleet.refresh();
        for (let round = 0; round < 20; round += 1) await settle();
        expect(fleet.get().end).toBe("complete");
        expect(shownIds()).toEqual(upstream.ids());
      },
    ),
    { numRuns: 60 },
  );
});
