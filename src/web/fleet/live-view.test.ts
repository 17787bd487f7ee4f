import { expect, test } from "vitest";
import { createStore } from "#web/lib/store.ts";
import { createLiveView, type Held } from "./live-view.ts";
import { nextLiveRows } from "./next-live-rows.ts";
import type { FleetSnapshot } from "./snapshot.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

/** A view of a fleet of six, all on screen, which changes by `become`. */
async function viewOfSix(held: Held = () => false) {
  const { fleet, show } = createTestFleet({ sandboxes: 6 });
  await show();
  const start = fleet.get();
  const store = createStore<FleetSnapshot>(start);
  const view = createLiveView({ get: store.get, subscribe: store.subscribe, row: () => undefined });
  view.setPlacing(nextLiveRows);
  view.setGuard(() => held);
  view.setScreen({ first: 0, last: 5, isAtTop: true, isGrouped: false });
  const [newest, ...older] = start.rows;
  return {
    ...{ view, start, older, second: older[0]?.sandboxID ?? "" },
    become: (part: Partial<FleetSnapshot>) => store.set({ ...store.get(), ...part }),
    fresh: newest && { ...newest, sandboxID: "new" },
    shown: () => {
      const { rows, gone, waiting } = view.get();
      const ids = rows.map(({ sandboxID }) => sandboxID);
      return { ids, gone: [...gone], waiting: [...waiting] };
    },
  };
}

test("what is new waits while a row is held, and comes at once where none is", async () => {
  for (const held of [() => true, "all", () => false] as const) {
    const { start, fresh, become, shown } = await viewOfSix(held);
    if (fresh) become({ rows: [fresh, ...start.rows] });
    const isFree = held !== "all" && !held();
    expect(shown().waiting).toEqual(isFree ? [] : ["new"]);
    expect(shown().ids).toHaveLength(isFree ? 7 : 6);
  }
});

test("what was asked for comes at once: another plan, a refresh, a sandbox created here", async () => {
  for (const asked of ["plan", "refresh", "pin"] as const) {
    const { start, fresh, become, shown } = await viewOfSix("all");
    const rows = fresh ? [fresh, ...start.rows] : [];
    if (asked === "plan") become({ rows, plan: { ...start.plan } });
    else if (asked === "refresh") become({ rows, isRefreshing: true });
    else become({ rows, pinned: new Set(["new"]) });
    expect(shown()).toMatchObject({ waiting: [], gone: [] });
    expect(shown().ids).toHaveLength(7);
  }
});

test("what a scan still brings pushes what is there", async () => {
  const { start, fresh, become, shown } = await viewOfSix("all");
  become({ refined: true, end: "more" });
  shown();
  if (fresh) become({ rows: [fresh, ...start.rows] });
  expect(shown()).toMatchObject({ waiting: [] });
});

test("whoever comes to the very top sees what waits; Show does the same, an action only tidies", async () => {
  const { view, start, fresh, second, become, shown } = await viewOfSix();
  const screen = { first: 1, last: 4, isAtTop: false, isGrouped: false };
  view.setScreen(screen);
  if (fresh) become({ rows: [fresh, ...start.rows.filter(({ sandboxID }) => sandboxID !== second)] });
  expect(shown()).toMatchObject({ waiting: ["new"], gone: [[second, "ended"]] });
  let told = 0;
  view.subscribe(() => (told += 1));
  view.tidy();
  expect(shown()).toMatchObject({ waiting: ["new"], gone: [] });
  view.tidy();
  expect(told).toBe(1);
  view.setScreen({ ...screen, first: 0, isAtTop: true });
  expect(shown()).toMatchObject({ waiting: [], gone: [] });
  expect(told).toBe(2);
});

test("the reason is the best that is known", async () => {
  const { start, second, older, become, shown } = await viewOfSix();
  const rows = start.rows.filter(({ sandboxID }) => sandboxID !== second);
  become({ marks: new Map([[second, { kind: "doing", action: "kill" }]]) });
  shown();
  become({ rows, marks: new Map() });
  expect(shown().gone).toEqual([[second, "killed"]]);
  const third = older[1]?.sandboxID ?? "";
  become({ rows: rows.filter(({ sandboxID }) => sandboxID !== third), goneByEvent: new Set([third]) });
  expect(shown().gone).toEqual([
    [second, "killed"],
    [third, "told"],
  ]);
});

test("what is gone and no longer on screen leaves", async () => {
  const { view, start, second, become, shown } = await viewOfSix();
  become({ rows: start.rows.filter(({ sandboxID }) => sandboxID !== second) });
  expect(shown().gone).toEqual([[second, "ended"]]);
  view.setScreen({ first: 3, last: 5, isAtTop: false, isGrouped: false });
  expect(shown().gone).toEqual([]);
});
