import type { Clock } from "#web/lib/clock.ts";

/** How far a list is read without being looked at, and how fast that goes. */
export interface Scan {
  /** Whether it waits for leave to go on, as it was stopped, or so many rows were gone through as are read without asking. */
  readonly isPaused: (sought: number, hasUnread: boolean) => boolean;
  /** How many rows a second came, over the pages that came last, to two digits; `undefined` until enough of them have come. */
  readonly rowsPerSecond: () => number | undefined;
  /** For another query: a stretch is read without asking. */
  readonly begin: () => void;
  /** There is leave to read on behind so many rows: ten times as many, as lists may have no end. */
  readonly goOn: (sought: number) => void;
  /** Nothing more is read, whatever ends meanwhile, until it goes on. */
  readonly stop: () => void;
  /** A page has come: so many rows are checked now. */
  readonly note: (checked: number) => void;
  /** Something else than the reading takes time, or other rows are counted: what comes next is measured anew. */
  readonly interrupt: () => void;
}

/** Two pages that come one right after the other tell nothing of the rest. */
const FEWEST_PAGES = 3;
const SHORTEST_MS = 500;
/** So many stretches are read once somebody has said so: a fleet of 100,000 takes one word. */
const LEAVE = 10;
/** What was longer ago than this says little of now. */
const RECENT_MS = 5_000;

export function createScan(stretch: number, clock: Clock): Scan {
  let limit = stretch;
  let isStopped = false;
  let pages: readonly { readonly at: number; readonly checked: number }[] = [];

  return {
    // A list that was not begun shows nothing of its own, however much others have cost.
    isPaused: (sought, hasUnread) => isStopped || (sought >= limit && !hasUnread),
    rowsPerSecond: () => {
      const first = pages[0];
      const last = pages.at(-1);
      if (!first || !last || pages.length < FEWEST_PAGES || last.at - first.at < SHORTEST_MS)
        return undefined;
      const rate = ((last.checked - first.checked) / (last.at - first.at)) * 1_000;
      return rate < 1 ? undefined : Number(rate.toPrecision(2));
    },
    begin: () => {
      limit = stretch;
      isStopped = false;
      pages = [];
    },
    goOn: (sought) => {
      limit = sought + LEAVE * stretch;
      isStopped = false;
      pages = [];
    },
    stop: () => {
      isStopped = true;
      pages = [];
    },
    note: (checked) => {
      const now = { at: clock.elapsed(), checked };
      const isRecent = ({ at }: typeof now, index: number) =>
        now.at - at <= RECENT_MS || index > pages.length - FEWEST_PAGES;
      pages = [...pages.filter(isRecent), now];
    },
    interrupt: () => {
      pages = [];
    },
  };
}
