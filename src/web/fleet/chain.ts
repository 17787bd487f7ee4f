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

/** What to ask with for the next unread page, or `undefined` when there is nothing more to ask for. */
export function nextCursor<Item>(chain: Chain<Item>): { readonly cursor: string | undefined } | undefined {
  if (chain.end === "unread") return { cursor: undefined };
  return chain.end === "more" ? { cursor: chain.pages.at(-1)?.next } : undefined;
}

/** Tells on which page of a chain an item stands: on one at most. */
export type PageOf<Item> = (item: Item) => ChainPage<Item> | undefined;

/**
 * Adds the page after the last one; what stood on an earlier one has moved. A cursor seen before, or a page of nothing but rows already
 * known, ends the chain as `looped`. An empty page with a cursor is legitimate: some servers filter after cutting pages.
 */
export function appendPage<Item>(
  chain: Chain<Item>,
  page: ChainPage<Item>,
  pageOf: PageOf<Item>,
): Chain<Item> {
  const moved = page.items.filter((item) => pageOf(item) !== undefined);
  const pages = [...withoutItems(chain.pages, moved, pageOf), page];
  if (page.next === undefined) return { pages, end: "complete" };
  const repeats =
    pages.some(({ cursor }) => cursor === page.next) ||
    (page.items.length > 0 && moved.length === page.items.length);
  return { pages, end: repeats ? "looped" : "more" };
}

/** Takes items off the pages they stand on; the other pages stay the same objects. */
export function withoutItems<Item>(
  pages: readonly ChainPage<Item>[],
  gone: readonly Item[],
  pageOf: PageOf<Item>,
): readonly ChainPage<Item>[] {
  if (gone.length === 0) return pages;
  const touched = new Set(gone.map(pageOf));
  const items = new Set(gone);
  return pages.map((page) =>
    touched.has(page) ? { ...page, items: page.items.filter((item) => !items.has(item)) } : page,
  );
}

/** Takes an item out: a sandbox known to be gone. */
export function withoutItem<Item>(chain: Chain<Item>, gone: Item, pageOf: PageOf<Item>): Chain<Item> {
  return pageOf(gone) === undefined ? chain : { ...chain, pages: withoutItems(chain.pages, [gone], pageOf) };
}
