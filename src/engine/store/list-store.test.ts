import fc from "fast-check";
import { expect, test } from "vitest";
import { metadataValue } from "#contract/metadata.ts";
import type { KnownState } from "#contract/states.ts";
import type { Sandbox } from "../sandbox.ts";
import { temporaryFolder } from "../support/test-engine.ts";
import { openEngineStore, type EngineStore } from "./engine-store.ts";
import type { Cursor, ListQuery } from "./list-store.ts";
import type { Filter } from "./sandbox-columns.ts";

const values = ["", "a", "A", "a b", "%", "é", "e\u0301", "\0", "a\0b", "😀", "__proto__"] as const;
const keys = ["env", "template", "__proto__", "constructor", "", "\0", "ü=&"] as const;
const metadata = fc.uniqueArray(fc.tuple(fc.constantFrom(...keys), fc.constantFrom(...values)), {
  selector: ([key]) => key,
  maxLength: 4,
});
const template = fc.constantFrom("tplbase", "tpldesktop", "env");

const sandboxes = fc
  .array(fc.record({ metadata, template, paused: fc.boolean(), gap: fc.integer({ min: 1, max: 5 }) }), {
    maxLength: 40,
  })
  .map((drafts) => {
    let startedAt = 1_790_000_000_000_000;
    return drafts.map((draft, index): Sandbox => {
      startedAt += draft.gap;
      return made(
        `i${String((index * 7919) % 100_003).padStart(20, "0")}`,
        startedAt,
        draft.paused ? "paused" : "running",
        draft.template,
        draft.metadata,
      );
    });
  });

const filter: fc.Arbitrary<Filter> = fc.oneof(
  metadata.map((pairs) => ({ metadata: pairs })),
  fc.tuple(metadata, template).map(([pairs, templateId]) => ({ metadata: pairs, templateId })),
);
const states = fc.constantFrom<readonly KnownState[]>(["running"], ["paused"], ["running", "paused"]);

test("every page of every query is what a look at each sandbox finds, and the total too", () => {
  fc.assert(
    fc.property(
      sandboxes,
      fc.array(
        fc.record({
          filter,
          states,
          order: fc.constantFrom("asc" as const, "desc" as const),
          limit: fc.integer({ min: 1, max: 7 }),
          since: fc.option(fc.nat(120), { nil: undefined }),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      (fleet, queries) => {
        const store = opened();
        store.write(fleet.map((sandbox) => ({ after: sandbox, at: sandbox.startedAt })));
        for (const { since, ...query } of queries) {
          const startedAfter = since === undefined ? {} : { startedAfter: 1_790_000_000_000_000 + since };
          const asked = { ...query, ...startedAfter };
          const expected = fleet
            .filter((sandbox) => matches(sandbox, asked))
            .sort((a, b) => (query.order === "asc" ? 1 : -1) * (a.startedAt - b.startedAt));
          expect(allPages(store, asked)).toEqual(expected);
          const running = fleet.filter((sandbox) => matches(sandbox, { ...asked, states: ["running"] }));
          expect(store.lists.runningMatches(query.filter, asked.startedAfter)).toBe(running.length);
        }
        store.close();
      },
    ),
    { numRuns: 40 },
  );
});

test("remembered totals stay right through every kind of write", () => {
  fc.assert(
    fc.property(
      sandboxes,
      fc.array(filter, { minLength: 1, maxLength: 4 }),
      fc.infiniteStream(fc.nat(2)),
      (fleet, filters, choices) => {
        const store = opened();
        for (const sandbox of fleet) {
          for (const asked of filters) store.lists.runningMatches(asked);
          store.write([{ after: sandbox, at: 0 }]);
          const choice = choices.next().value;
          if (choice === 1) store.write([{ before: sandbox, at: 0 }]);
          if (choice === 2) {
            const state = sandbox.state === "running" ? "paused" : "running";
            store.write([{ before: sandbox, after: { ...sandbox, state }, at: 0 }]);
          }
          for (const asked of filters) {
            const { sandboxes: found } = store.lists.page({
              filter: asked,
              states: ["running"],
              order: "desc",
              limit: 1000,
            });
            expect(store.lists.runningMatches(asked)).toBe(found.length);
          }
          const all = store.lists.page({
            filter: { metadata: [] },
            states: ["running"],
            order: "desc",
            limit: 1000,
          }).sandboxes;
          expect(store.totals).toMatchObject({
            running: all.length,
            vcpu: all.length * 2,
            memoryMiB: all.length * 512,
          });
        }
        store.close();
      },
    ),
    { numRuns: 20 },
  );
});

test("a filter of 300 pairs is answered", () => {
  const store = opened();
  const pairs = Array.from({ length: 300 }, (_, index) => [`k${index}`, "v"] as const);
  store.write([{ after: made("i1", 1, "running", "t", pairs), at: 1 }]);
  const page = store.lists.page({
    filter: { metadata: pairs },
    states: ["running"],
    order: "desc",
    limit: 10,
  });
  expect(page.sandboxes.map(({ id }) => id)).toEqual(["i1"]);
  store.close();
});

test("a rolled back write changes neither rows nor totals", () => {
  const store = opened();
  const one = made("i1", 1, "running", "t", [["k", "v"]]);
  store.write([{ after: one, at: 1 }]);
  expect(() =>
    store.write([
      { after: { ...one, id: "i2", startedAt: 2 }, at: 2 },
      { after: one, at: 2 },
    ]),
  ).toThrow();
  expect(store.find("i2")).toBeUndefined();
  expect(store.totals.running).toBe(1);
  expect(store.lists.runningMatches({ metadata: [["k", "v"]] })).toBe(1);
  store.close();
});

function opened(): EngineStore {
  const store = openEngineStore(temporaryFolder());
  if (!store.ok) throw new Error(store.error.message);
  return store.value;
}

function made(
  id: string,
  startedAt: number,
  state: KnownState,
  templateId: string,
  pairs: Sandbox["metadata"],
): Sandbox {
  return {
    id,
    startedAt,
    state,
    templateId,
    metadata: pairs,
    endAt: startedAt + 1,
    onTimeout: "pause",
    cpuCount: 2,
    memoryMiB: 512,
    diskMiB: 0,
    runtime: "none",
    autoResume: true,
    allowInternetAccess: false,
    network: { denyOut: ["0.0.0.0/0"] },
    envdAccessToken: "secret",
    trafficAccessToken: undefined,
  };
}

function matches(sandbox: Sandbox, query: Pick<ListQuery, "filter" | "states" | "startedAfter">): boolean {
  return (
    query.states.includes(sandbox.state) &&
    (query.filter.templateId ?? sandbox.templateId) === sandbox.templateId &&
    sandbox.startedAt >= (query.startedAfter ?? 0) &&
    query.filter.metadata.every(([key, value]) => metadataValue(sandbox.metadata, key) === value)
  );
}

function allPages(store: EngineStore, query: Omit<ListQuery, "after">): Sandbox[] {
  const found: Sandbox[] = [];
  let after: Cursor | undefined;
  do {
    const page = store.lists.page({ ...query, ...(after ? { after } : {}) });
    expect(page.sandboxes.length).toBeLessThanOrEqual(query.limit);
    found.push(...page.sandboxes);
    after = page.next;
  } while (after);
  return found;
}
