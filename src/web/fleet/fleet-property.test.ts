import fc from "fast-check";
import { expect, test } from "vitest";
import type { Query } from "#query/ast.ts";
import { matcher } from "#query/match.ts";
import { parse } from "#query/parse.ts";
import { defaultFleetLimits } from "./fleet-limits.ts";
import { fleetRow } from "./row.ts";
import type { Sort } from "./sort.ts";
import { settle } from "./testing/fake-clock.ts";
import type { FakeUpstreamOptions } from "./testing/fake-upstream.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

/** Long enough for a machine that has other things to do. */
const PATIENCE_MS = 60_000;

const query = (text: string): Query => parse(text).query;
/** One list or several, disjoint or not, and what only the browser can tell. */
const queries = [
  "",
  "env=prod",
  "state:running",
  "template:base",
  "state:paused env=prod",
  "env=(prod,dev)",
  "env=(prod,dev,absent) state:running",
  "template:(other,team/first) env=(prod,dev)",
  "env=prod OR state:paused",
  "-env=prod",
  "env=~^p age:<2s",
  "age:>1s",
  "started:<1s env=(prod,dev)",
].map(query);
const sorts: readonly (Sort | undefined)[] = [undefined, { column: "started", direction: "asc" }];

const nat = fc.nat({ max: 60 });
const capabilities = fc.record({ template: fc.boolean(), startedAfter: fc.boolean(), order: fc.boolean() });
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("create"), count: fc.integer({ min: 1, max: 25 }) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom("kill", "end", "restart"), at: nat }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom("pause", "resume", "read"), at: nat }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("scroll"), at: nat }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom("refresh", "deliver", "hold", "release") }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("show"),
      query: fc.constantFrom(...queries),
      sort: fc.constantFrom(...sorts),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("learn-abilities"), capabilities }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("pass-time"), at: nat }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("create-here") }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What an upstream may do without being told from one that obeys by what is on screen. */
const conduct: fc.Arbitrary<FakeUpstreamOptions> = fc.record({
  ignores: fc.subarray(["metadata", "state", "template", "startedAfter", "order"] as const),
  filtersAfterLimit: fc.boolean(),
  tellsTotal: fc.boolean(),
});

const facts = [
  { metadata: [["env", "prod"]], templateID: "base" },
  { metadata: [["env", "dev"]], templateID: "other" },
  { metadata: [], templateID: "base" },
  { metadata: [["env", "prod"]], templateID: "other", state: "paused" },
] as const;

const all = { template: true, startedAfter: true, order: true };

async function interleave(steps: readonly Step[], options: FakeUpstreamOptions): Promise<void> {
  const limits = { ...defaultFleetLimits, readAhead: 5 };
  const { clock, fleet, upstream, control, show, shownIds } = createTestFleet({
    ...{ sandboxes: 23, pageSize: 7, capabilities: all, limits, ...options },
  });
  const killed = new Set<string>();
  let shownQuery = query("");
  let sort: Sort | undefined;
  await show(shownQuery);

  const someId = (at: number) => upstream.ids()[at % Math.max(1, upstream.ids().length)];
  const background: Promise<unknown>[] = [];
  for (const next of steps) {
    await clock.advance(1);
    const id = "at" in next ? someId(next.at) : undefined;
    if (next.kind === "create" && "count" in next) {
      for (let n = 0; n < next.count; n += 1) upstream.create(facts[n % facts.length]);
    } else if (next.kind === "show" && "query" in next) {
      shownQuery = next.query;
      sort = next.sort;
      fleet.show(shownQuery, sort);
    } else if (next.kind === "learn-abilities" && "capabilities" in next)
      fleet.setCapabilities(next.capabilities);
    else if (next.kind === "pass-time" && "at" in next) await clock.advance(next.at * 50);
    else if (next.kind === "refresh") fleet.refresh();
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
    expect(fleet.get().matching).toBeLessThanOrEqual(fleet.get().checked);
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
  fleet.show(query("no=body"), undefined);
  fleet.show(shownQuery, sort);
  fleet.setViewport(0, 1_000_000);
  for (let round = 0; round < 40; round += 1) await settle();
  const matches = matcher(shownQuery, fleet.matchContext());
  const wanted = upstream.all().filter((sandbox) => matches(fleetRow(sandbox, 0)) === true);
  const inOrder = sort ? wanted.toReversed() : wanted;
  expect(fleet.get()).toMatchObject({ end: "complete", undecided: 0, standIns: 0 });
  expect(shownIds()).toEqual(inOrder.map(({ sandboxID }) => sandboxID));
  for (const row of fleet.get().rows) expect(row.state).toBe(upstream.state(row.sandboxID));
}

test(
  "however reads, creates and kills interleave: no id twice, no killed one back, and a full refresh equals the upstream",
  { timeout: PATIENCE_MS },
  async () => {
    const property = fc.asyncProperty(fc.array(step, { maxLength: 40 }), (steps) => interleave(steps, {}));
    await fc.assert(property, { numRuns: 150 });
  },
);

test(
  "an upstream that ignores what it is asked, or filters after cutting pages, shows the same rows in the end",
  { timeout: PATIENCE_MS },
  async () => {
    const property = fc.asyncProperty(fc.array(step, { maxLength: 25 }), conduct, interleave);
    await fc.assert(property, { numRuns: 150 });
  },
);

/** One list, several that share nothing, and the oldest first. */
const watched = fc.constantFrom<readonly [string, Sort | undefined]>(
  ["", undefined],
  ["env=(prod,dev,none)", undefined],
  ["", sorts[1]],
  ["env=(prod,dev,none)", sorts[1]],
);

test(
  "a refresh of all pages equals the upstream without ever starting a list anew",
  { timeout: PATIENCE_MS },
  async () => {
    const change = fc.record({
      created: fc.nat({ max: 30 }),
      ended: fc.array(nat, { maxLength: 8 }),
      restarted: fc.array(nat, { maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        watched,
        async (changes, whole, [text, sort]) => {
          const { clock, fleet, upstream, show, readToEnd, shownIds } = createTestFleet({
            pageSize: 7,
            capabilities: all,
            limits: { refreshPages: 1_000 },
          });
          const create = (n: number) =>
            upstream.create({ metadata: [["env", ["prod", "dev", "none"][n % 3] ?? ""]] });
          const wanted = () => (sort ? upstream.ids().toReversed() : upstream.ids());
          for (let n = 0; n < 40; n += 1) create(n);
          await show(query(text), sort);
          await readToEnd();
          expect(shownIds()).toEqual(wanted());
          for (const { created, ended, restarted } of changes) {
            const at = (place: number) => upstream.ids()[place % Math.max(1, upstream.ids().length)];
            for (const place of ended) upstream.kill(at(place) ?? "");
            for (const place of restarted) {
              const id = at(place);
              if (id !== undefined) upstream.restart(id);
            }
            for (let n = 0; n < created; n += 1) create(n);
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
          expect(shownIds()).toEqual(wanted());
        },
      ),
      { numRuns: 60 },
    );
  },
);
