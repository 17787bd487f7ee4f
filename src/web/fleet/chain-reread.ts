import { withoutItems, type Chain, type ChainPage, type PageOf } from "./chain.ts";

/** A page that grew past this by rows pushed onto it is not grown further: one request reads 100. */
const FULL_PAGE = 150;

/** Whether any of these items stands on the page at `index` or behind it: then a reading from there leaves no gap. */
export function meets<Item>(
  chain: Chain<Item>,
  index: number,
  items: readonly Item[],
  pageOf: PageOf<Item>,
): boolean {
  const behind = new Set<ChainPage<Item> | undefined>(chain.pages.slice(index));
  return items.some((item) => behind.has(pageOf(item)));
}

/** Of how many sandboxes each one that follows them in a reading shows that they are gone. */
const MOST_GONE_BEFORE_ONE = 10;
/** Of how many it does without a doubt. */
const MOST_GONE_UNDOUBTED = 0.5;

/**
 * The few items at the end of a page that stand far behind the others: they are listed twice, which says nothing of what stands between,
 * unless the page after goes on behind them. `readings` are the pages read one after the other from the page at `index` on, each with its
 * items that have not moved.
 */
export function strays<Item>(
  chain: Chain<Item>,
  index: number,
  readings: readonly (readonly Item[])[],
  pageOf: PageOf<Item>,
): readonly Item[] {
  const placeOf = placesFrom(chain, index, pageOf);
  const placed = readings
    .map((items) =>
      items.flatMap((item) => {
        const place = placeOf(item);
        return place === undefined ? [] : { item, place };
      }),
    )
    .filter((items) => items.length > 0);
  const found: Item[] = [];
  let farthest = -1;
  for (const [position, items] of placed.entries()) {
    const places = items.map(({ place }) => place);
    const from = farBehind(places, farthest);
    const nearest = Math.min(...places.slice(from));
    const isConfirmed = placed[position + 1]?.every(({ place }) => place > nearest) === true;
    const kept = isConfirmed ? items.length : from;
    found.push(...items.slice(kept).map(({ item }) => item));
    farthest = Math.max(farthest, ...places.slice(0, kept));
  }
  return found;
}

/** How many items stand between the page at `index` and one on it or behind it. */
function placesFrom<Item>(
  chain: Chain<Item>,
  index: number,
  pageOf: PageOf<Item>,
): (item: Item) => number | undefined {
  const starts = new Map<ChainPage<Item> | undefined, number>();
  let count = 0;
  for (const page of chain.pages.slice(index)) {
    starts.set(page, count);
    count += page.items.length;
  }
  return (item) => {
    const page = pageOf(item);
    const start = starts.get(page);
    return page && start !== undefined ? start + page.items.indexOf(item) : undefined;
  };
}

/**
 * Whether a reading of the page at `index` ends with so few items behind some that it lacks that these may not be gone, but those listed
 * before their place. `items` are those that have not moved.
 */
export const endsInDoubt = <Item>(
  chain: Chain<Item>,
  index: number,
  items: readonly Item[],
  pageOf: PageOf<Item>,
): boolean => {
  const placeOf = placesFrom(chain, index, pageOf);
  const places = items.flatMap((item) => placeOf(item) ?? []);
  return farBehind(places, -1, MOST_GONE_UNDOUBTED) < places.length;
};

/** From which on they stand too far behind those before them and `farthest` for so few. */
function farBehind(places: readonly number[], farthest: number, most = MOST_GONE_BEFORE_ONE): number {
  const before: number[] = [];
  for (const place of places) before.push(Math.max(before.at(-1) ?? farthest, place));
  let found = places.length;
  let nearest = Number.POSITIVE_INFINITY;
  for (let at = places.length - 1; at >= 0; at -= 1) {
    nearest = Math.min(nearest, places[at] ?? nearest);
    const between = nearest - (before[at - 1] ?? farthest) - 1;
    if (between > most * (places.length - at)) found = at;
  }
  return found;
}

/** A reading to be put in place of what a page said before. */
export interface Reread<Item> {
  readonly page: ChainPage<Item>;
  /** Whether an item stands behind the reading's last row. */
  readonly isAfter: (item: Item) => boolean;
  readonly pageOf: PageOf<Item>;
  /** Whether the reading reaches rows known before, which have not moved since. If not, rows between may be missing. */
  readonly met: boolean;
}

/**
 * Puts a fresh reading in place of the page at `index`. Items in the range the reading covers and not in it are no longer in the list. Items
 * that new sandboxes pushed behind it go to the page after. Where rows may be missing behind the reading, the chain is cut there, to be
 * read again on demand.
 */
export function rereadPage<Item>(chain: Chain<Item>, index: number, reading: Reread<Item>): Chain<Item> {
  const { isAfter, pageOf, met } = reading;
  const old = chain.pages[index];
  if (!old) return chain;
  const behindOld = chain.pages.slice(index + 1);
  const beforeOld = chain.pages.slice(0, index);
  // What stands before has moved to where this reading finds it, or away from there since.
  const isNewer = new Map(beforeOld.map((other) => [other, other.asOf > reading.page.asOf]));
  const items = reading.page.items.filter((item) => isNewer.get(pageOf(item) ?? old) !== true);
  const page = items.length === reading.page.items.length ? reading.page : { ...reading.page, items };
  const before = withoutItems(
    beforeOld,
    items.filter((item) => isNewer.has(pageOf(item) ?? old)),
    pageOf,
  );
  if (page.next === undefined) return { pages: [...before, page], end: "complete" };
  if (page.items.length === 0 && (index > 0 || page.next === old.next))
    return { ...chain, pages: [...before, page, ...joinPushed(behindEmpty(old, page), behindOld)] };

  const fresh = new Set(items);
  const stays = (item: Item) => !fresh.has(item) && isAfter(item);
  const pushed: ChainPage<Item> = {
    ...{ cursor: page.next, items: old.items.filter(stays), next: old.next, asOf: old.asOf },
  };
  const reached = new Set(items.map(pageOf));
  // One that ends where the last one did says nothing of what stands behind, wherever its last row belongs.
  const isBehind = (item: Item) => page.next === old.next || isAfter(item);
  const behind = behindOld.map((other) =>
    !reached.has(other) && isWholly(other, isBehind)
      ? other
      : { ...other, items: other.items.filter((item) => !fresh.has(item) && isBehind(item)) },
  );
  const isEmpty = pushed.items.length === 0 && behind.every((other) => other.items.length === 0);
  if (!met || isEmpty) return { pages: [...before, page], end: "more" };

  const pages = [...before, page, ...joinPushed(pushed, withoutEmpty(behind))];
  const last = pages.at(-1) ?? page;
  return { pages, end: last.next === undefined ? "complete" : chain.end === "looped" ? "looped" : "more" };
}

/** What an empty reading leaves of the page it was read for: nothing where it comes as far, else all, as it says nothing of what is behind it. */
const behindEmpty = <Item>(old: ChainPage<Item>, { next }: ChainPage<Item>): ChainPage<Item> => ({
  ...{ cursor: next, items: next === old.next ? [] : old.items, next: old.next, asOf: old.asOf },
});

/** Without the empty ones, but for the last; what comes to stand in their range is read with the page behind them. */
function withoutEmpty<Item>(pages: readonly ChainPage<Item>[]): readonly ChainPage<Item>[] {
  const kept: ChainPage<Item>[] = [];
  let skipped: string | undefined;
  for (const [position, page] of pages.entries()) {
    if (page.items.length === 0 && position < pages.length - 1) skipped ??= page.cursor;
    else {
      kept.push(skipped === undefined ? page : { ...page, cursor: skipped });
      skipped = undefined;
    }
  }
  return kept;
}

/** A page is in order, so its ends tell of all between them. */
function isWholly<Item>({ items }: ChainPage<Item>, isAfter: (item: Item) => boolean): boolean {
  const [first] = items;
  const last = items.at(-1);
  return first === undefined || last === undefined || (isAfter(first) && isAfter(last));
}

function joinPushed<Item>(
  pushed: ChainPage<Item>,
  rest: readonly ChainPage<Item>[],
): readonly ChainPage<Item>[] {
  const [first, ...others] = rest;
  // What follows begins where the reading ended, or something between might never be read.
  if (pushed.items.length === 0)
    return !first || first.cursor === pushed.cursor ? rest : [{ ...first, cursor: pushed.cursor }, ...others];
  if (!first || first.items.length + pushed.items.length > FULL_PAGE) return [pushed, ...rest];
  // One request from the pushed rows' cursor reads both; until then all of it is as old as the older part.
  const asOf = Math.min(pushed.asOf, first.asOf);
  return [{ ...first, asOf, cursor: pushed.cursor, items: [...pushed.items, ...first.items] }, ...others];
}
