import type { ReadableStore } from "#web/lib/store.ts";
import type { Fleet } from "./fleet-store.ts";
import {
  settledRows,
  tidiedRows,
  type Gone,
  type LiveRows,
  type Look,
  type PlacedRows,
} from "./live-rows.ts";
import type { FleetRow } from "./row.ts";
import { readsOn, type FleetSnapshot } from "./snapshot.ts";

/** What must not move now: all, as while a menu, a dialog or a drag is open, or rows that are pointed at, in focus or selected. */
export type Held = "all" | ((id: string) => boolean);

/** Which of the drawn rows are on screen, both included. */
export interface Screen {
  readonly first: number;
  readonly last: number;
  /** Not scrolled at all. */
  readonly isAtTop: boolean;
  readonly isGrouped: boolean;
}

export type PlaceRows = (
  before: LiveRows,
  source: readonly FleetRow[],
  look: Look,
  whyGone: (id: string) => Gone,
) => PlacedRows;

/** The rows as they are drawn, between the fleet, which changes at any time, and a reader, whose rows stay where they are. */
export interface LiveView extends ReadableStore<LiveRows> {
  /** What places rows is there from now on: nobody needs it before the first ones. Until then they are drawn as they match. */
  readonly setPlacing: (place: PlaceRows) => void;
  readonly setScreen: (screen: Screen) => void;
  /** Asked when rows change. */
  readonly setGuard: (guard: () => Held) => void;
  /** The operator did something: what is gone leaves. */
  readonly tidy: () => void;
  /** Draws what waits. */
  readonly showAll: () => void;
}

/** How many rows are on screen before anybody told. */
const UNTOLD = 50;

export function createLiveView(fleet: Pick<Fleet, "get" | "subscribe" | "row">): LiveView {
  const listeners = new Set<() => void>();
  let place: PlaceRows = (_, source, { first }) => ({ live: settledRows(source), first });
  let guard = (): Held => () => false;
  let screen: Screen = { first: 0, last: UNTOLD, isAtTop: true, isGrouped: false };
  let snapshot = fleet.get();
  let live = settledRows(snapshot.rows);

  function isGuarded(): boolean {
    if (isFilling(snapshot)) return false;
    if (!screen.isAtTop) return true;
    const held = guard();
    const seen = live.rows.slice(screen.first, screen.last + 1);
    return held === "all" || seen.some(({ sandboxID }) => held(sandboxID));
  }

  /** Takes in what the fleet has become: at once, so that rows and whatever else is shown of the fleet are of one moment. */
  function catchUp(): void {
    const now = fleet.get();
    if (now === snapshot) return;
    const before = snapshot;
    if (isAskedFor(before, now)) live = settledRows(now.rows);
    else if (now.rows !== live.source) {
      const look = { ...screen, isGuarded: isGuarded() };
      const placed = place(live, now.rows, look, (id) => whyGone(id, before, now, fleet));
      live = isFilling(before) ? tidiedRows(placed.live) : placed.live;
      // At the very top the table does not scroll by itself to keep a row where it was.
      if (!screen.isAtTop)
        screen = { ...screen, first: placed.first, last: placed.first + screen.last - screen.first };
    }
    snapshot = now;
  }

  function become(next: LiveRows): void {
    if (next === live) return;
    live = next;
    for (const listener of [...listeners]) listener();
  }

  const tidy = () => become(tidiedRows(live));
  const showAll = () => {
    catchUp();
    if (live.rows !== live.source) become(settledRows(live.source));
  };

  return {
    get: () => {
      catchUp();
      return live;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      const unsubscribe = fleet.subscribe(listener);
      return () => {
        listeners.delete(listener);
        unsubscribe();
      };
    },
    setPlacing: (next) => {
      place = next;
    },
    setScreen: (next) => {
      const hasComeToTop = next.isAtTop && !screen.isAtTop;
      screen = next;
      const isGoneSeen = live.rows
        .slice(next.first, next.last + 1)
        .some(({ sandboxID }) => live.gone.has(sandboxID));
      if (hasComeToTop && live.waiting.size > 0) showAll();
      else if (live.gone.size > 0 && !isGoneSeen) tidy();
    },
    setGuard: (next) => {
      guard = next;
    },
    tidy,
    showAll,
  };
}

/** Whether the operator did what these rows are the answer to: asked for others, or for all that is new, or created one. */
const isAskedFor = (before: FleetSnapshot, now: FleetSnapshot): boolean =>
  now.plan !== before.plan || now.isRefreshing || [...now.pinned].some((id) => !before.pinned.has(id));

/** Whether what comes is what was asked for and not had yet: the first page, the rest of a scan, the judgement of what was read. */
const isFilling = (snapshot: FleetSnapshot): boolean =>
  snapshot.rows.length === 0 ||
  snapshot.end === "unread" ||
  snapshot.standIns > 0 ||
  (snapshot.undecided > 0 && snapshot.tooSlow.length === 0) ||
  readsOn(snapshot);

/** What became of a row, as far as it can be told. */
function whyGone(
  id: string,
  { marks, plan }: FleetSnapshot,
  { goneByEvent }: FleetSnapshot,
  fleet: Pick<Fleet, "row">,
): Gone {
  const mark = marks.get(id);
  if (mark?.kind === "doing" && mark.action === "kill") return "killed";
  if (fleet.row(id)) return "unmatched";
  if (goneByEvent.has(id)) return "told";
  return plan.kind === "lists" && plan.pushed.length === 0 ? "ended" : "unlisted";
}
