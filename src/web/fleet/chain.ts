/**
 * One list of the upstream, read page by page: which ids stand on which page, and from which cursor each page is read again. Pure: every
 * function gives a new chain.
 */
export interface Chain {
  readonly pages: readonly ChainPage[];
  /** `more`: the server has further pages. `looped`: it repeats itself, so what follows cannot be trusted to end. */
  readonly end: "unread" | "more" | "complete" | "looped";
}

export interface ChainPage {
  /** The cursor that asks for this page; the head has none. */
  readonly cursor: string | undefined;
  readonly ids: readonly string[];
  /** The cursor behind this page's last row, absent when the list ended there. Only the last page's is ever asked for. */
  readonly next: string | undefined;
  /** When the page was asked for, milliseconds since 1970. */
  readonly asOf: number;
}

export const emptyChain: Chain = { pages: [], end: "unread" };

/** A page that grew past this by rows pushed onto it is not grown further: one request reads 100. */
const FULL_PAGE = 150;

/** What to ask with for the next unread page, or `undefined` when there is nothing more to ask for. */
export function nextCursor(chain: Chain): { readonly cursor: string | undefined } | undefined {
  if (chain.end === "unread") return { cursor: undefined };
  return chain.end === "more" ? { cursor: chain.pages.at(-1)?.next } : undefined;
}

/**
 * Adds the page after the last one. A cursor seen before, or a page of nothing but rows already known, ends the chain as `looped`. An empty
 * page with a cursor is legitimate: some servers filter after cutting pages.
 */
export function appendPage(chain: Chain, page: ChainPage): Chain {
  const pages = [...chain.pages, page];
  if (page.next === undefined) return { pages, end: "complete" };
  const known = new Set(chainIds(chain));
  const repeats =
    pages.some(({ cursor }) => cursor === page.next) ||
    (page.ids.length > 0 && page.ids.every((id) => known.has(id)));
  return { pages, end: repeats ? "looped" : "more" };
}

/** Whether any of these ids stands on the page at `index` or behind it: then a reading from there leaves no gap. */
export const meets = (chain: Chain, index: number, ids: readonly string[]): boolean => {
  const known = new Set(chain.pages.slice(index).flatMap((page) => page.ids));
  return ids.some((id) => known.has(id));
};

/** A reading to be put in place of what a page said before. */
export interface Reread {
  readonly page: ChainPage;
  /** Whether a known id stands behind the reading's last row. */
  readonly isAfter: (id: string) => boolean;
  /** Whether the reading reaches rows known before, which have not moved since. If not, rows between may be missing. */
  readonly met: boolean;
}

/**
 * Puts a fresh reading in place of the page at `index`. Ids in the range the reading covers and not in it are no longer in the list. Ids
 * that new sandboxes pushed behind it go to the page after. Where rows may be missing behind the reading, the chain is cut there, to be
 * read again on demand.
 */
export function rereadPage(chain: Chain, index: number, { page, isAfter, met }: Reread): Chain {
  const old = chain.pages[index];
  if (!old) return chain;
  const before = chain.pages.slice(0, index);
  if (page.next === undefined) return { pages: [...before, page], end: "complete" };

  const fresh = new Set(page.ids);
  const stays = (id: string) => !fresh.has(id) && isAfter(id);
  const pushed: ChainPage = { cursor: page.next, ids: old.ids.filter(stays), next: old.next, asOf: old.asOf };
  const behind = chain.pages.slice(index + 1).map((other) => ({ ...other, ids: other.ids.filter(stays) }));
  const isEmpty = pushed.ids.length === 0 && behind.every(({ ids }) => ids.length === 0);
  if (!met || isEmpty) return { pages: [...before, page], end: "more" };

  const rest = behind.filter(({ ids }, position) => ids.length > 0 || position === behind.length - 1);
  const pages = [...before, page, ...joinPushed(pushed, rest)];
  const last = pages.at(-1) ?? page;
  return { pages, end: last.next === undefined ? "complete" : chain.end === "looped" ? "looped" : "more" };
}

function joinPushed(pushed: ChainPage, rest: readonly ChainPage[]): readonly ChainPage[] {
  if (pushed.ids.length === 0) return rest;
  const [first, ...others] = rest;
  if (!first || first.ids.length + pushed.ids.length > FULL_PAGE) return [pushed, ...rest];
  // One request from the pushed rows' cursor reads both.
  return [{ ...first, cursor: pushed.cursor, ids: [...pushed.ids, ...first.ids] }, ...others];
}

/** Takes an id out of every page: a sandbox known to be gone. */
export function withoutId(chain: Chain, gone: string): Chain {
  if (!chain.pages.some(({ ids }) => ids.includes(gone))) return chain;
  return {
    ...chain,
    pages: chain.pages.map((page) => ({ ...page, ids: page.ids.filter((id) => id !== gone) })),
  };
}

/** All ids in the upstream's order, each once: a sandbox that moved between two reads may stand on two pages. */
export const chainIds = (chain: Chain): readonly string[] => [
  ...new Set(chain.pages.flatMap(({ ids }) => ids)),
];

/** The pages a refresh reads again: the head and those that hold a visible id. What was scrolled past costs nothing. */
export const pagesToRefresh = (chain: Chain, visible: ReadonlySet<string>): readonly ChainPage[] =>
  chain.pages.filter((page, index) => index === 0 || page.ids.some((id) => visible.has(id)));
