/**
 * One list of the upstream, read page by page: what stands on which page, and from which cursor each page is read again. Pure: every
 * function gives a new chain, in which untouched pages are the same objects. Items are compared by identity.
 */
export interface Chain<Item> {
  readonly pages: readonly ChainPage<Item>[];
  /** `more`: the server has further pages. `looped`: it repeats itself, so what follows cannot be trusted to end. */
  readonly end: "unread" | "more" | "complete" | "looped";
}

export interface ChainPage<Item> {
  /** The cursor that asks for this page; the head has none. */
  readonly cursor: string | undefined;
  readonly items: readonly Item[];
  /** The cursor behind this page's last row, absent when the list ended there. Only the last page's is ever asked for. */
  readonly next: string | undefined;
  /** When the page was asked for, milliseconds since 1970. */
  readonly asOf: number;
}

export const emptyChain: Chain<never> = { pages: [], end: "unread" };

/** A page that grew past this by rows pushed onto it is not grown further: one request reads 100. */
const FULL_PAGE = 150;

/** What to ask with for the next unread page, or `undefined` when there is nothing more to ask for. */
export function nextCursor<Item>(chain: Chain<Item>): { readonly cursor: string | undefined } | undefined {
  if (chain.end === "unread") return { cursor: undefined };
  return chain.end === "more" ? { cursor: chain.pages.at(-1)?.next } : undefined;
}

/**
 * Adds the page after the last one; what stood on an earlier one has moved. A cursor seen before, or a page of nothing but rows already
 * known, ends the chain as `looped`. An empty page with a cursor is legitimate: some servers filter after cutting pages.
 */
export function appendPage<Item>(chain: Chain<Item>, page: ChainPage<Item>): Chain<Item> {
  const moved = found(chain.pages, page.items);
  const before = moved.size === 0 ? chain.pages : chain.pages.map((other) => without(other, moved));
  const pages = [...before, page];
  if (page.next === undefined) return { pages, end: "complete" };
  const repeats =
    pages.some(({ cursor }) => cursor === page.next) ||
    (page.items.length > 0 && moved.size === new Set(page.items).size);
  return { pages, end: repeats ? "looped" : "more" };
}

/** The same object where nothing of `gone` stands on it. */
const without = <Item>(page: ChainPage<Item>, gone: ReadonlySet<Item>): ChainPage<Item> =>
  page.items.some((item) => gone.has(item))
    ? { ...page, items: page.items.filter((item) => !gone.has(item)) }
    : page;

/** Those of `items` that stand on one of the pages. `items` are few, so the walk looks each page's up in them, not the other way round. */
function found<Item>(pages: readonly ChainPage<Item>[], items: readonly Item[]): ReadonlySet<Item> {
  const sought = new Set(items);
  const met = new Set<Item>();
  for (const page of pages) for (const item of page.items) if (sought.has(item)) met.add(item);
  return met;
}

/** Whether any of these items stands on the page at `index` or behind it: then a reading from there leaves no gap. */
export const meets = <Item>(chain: Chain<Item>, index: number, items: readonly Item[]): boolean => {
  const sought = new Set(items);
  return chain.pages.slice(index).some((page) => page.items.some((item) => sought.has(item)));
};

/** A reading to be put in place of what a page said before. */
export interface Reread<Item> {
  readonly page: ChainPage<Item>;
  /** Whether an item stands behind the reading's last row. */
  readonly isAfter: (item: Item) => boolean;
  /** Whether the reading reaches rows known before, which have not moved since. If not, rows between may be missing. */
  readonly met: boolean;
}

/**
 * Puts a fresh reading in place of the page at `index`. Items in the range the reading covers and not in it are no longer in the list. Items
 * that new sandboxes pushed behind it go to the page after. Where rows may be missing behind the reading, the chain is cut there, to be
 * read again on demand.
 */
export function rereadPage<Item>(
  chain: Chain<Item>,
  index: number,
  { page, isAfter, met }: Reread<Item>,
): Chain<Item> {
  const old = chain.pages[index];
  if (!old) return chain;
  const fresh = new Set(page.items);
  // One that a later reading finds further on has moved there.
  const before = chain.pages
    .slice(0, index)
    .map((other) => (other.asOf <= page.asOf ? without(other, fresh) : other));
  if (page.next === undefined) return { pages: [...before, page], end: "complete" };

  const stays = (item: Item) => !fresh.has(item) && isAfter(item);
  const pushed: ChainPage<Item> = {
    ...{ cursor: page.next, items: old.items.filter(stays), next: old.next, asOf: old.asOf },
  };
  const behind = chain.pages.slice(index + 1).map((other) => withoutCovered(other, fresh, isAfter));
  const isEmpty = pushed.items.length === 0 && behind.every(({ items }) => items.length === 0);
  if (!met || isEmpty) return { pages: [...before, page], end: "more" };

  const rest = behind.filter(({ items }, position) => items.length > 0 || position === behind.length - 1);
  const pages = [...before, page, ...joinPushed(pushed, rest)];
  const last = pages.at(-1) ?? page;
  return { pages, end: last.next === undefined ? "complete" : chain.end === "looped" ? "looped" : "more" };
}

/** A page behind a reading without what the reading covers: the same object, at little cost, where that is nothing. */
function withoutCovered<Item>(
  page: ChainPage<Item>,
  fresh: ReadonlySet<Item>,
  isAfter: (item: Item) => boolean,
): ChainPage<Item> {
  const { items } = page;
  const [first] = items;
  const last = items.at(-1);
  // A page is in order, so its ends tell of all between them.
  const isBehind = first !== undefined && last !== undefined && isAfter(first) && isAfter(last);
  if (isBehind && !items.some((item) => fresh.has(item))) return page;
  return { ...page, items: items.filter((item) => !fresh.has(item) && isAfter(item)) };
}

function joinPushed<Item>(
  pushed: ChainPage<Item>,
  rest: readonly ChainPage<Item>[],
): readonly ChainPage<Item>[] {
  if (pushed.items.length === 0) return rest;
  const [first, ...others] = rest;
  if (!first || first.items.length + pushed.items.length > FULL_PAGE) return [pushed, ...rest];
  // One request from the pushed rows' cursor reads both.
  return [{ ...first, cursor: pushed.cursor, items: [...pushed.items, ...first.items] }, ...others];
}

/** Takes an item out of every page: a sandbox known to be gone. */
export function withoutItem<Item>(chain: Chain<Item>, gone: Item): Chain<Item> {
  const pages = chain.pages.map((page) =>
    page.items.includes(gone) ? without(page, new Set([gone])) : page,
  );
  return pages.every((page, index) => page === chain.pages[index]) ? chain : { ...chain, pages };
}
