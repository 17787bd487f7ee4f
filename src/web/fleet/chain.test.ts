import { expect, test } from "vitest";
import {
  appendPage,
  emptyChain,
  nextCursor,
  withoutItem,
  type Chain as AnyChain,
  type ChainPage as AnyPage,
} from "./chain.ts";
import { endsInDoubt, meets, rereadPage, strays } from "./chain-reread.ts";

type Chain = AnyChain<string>;
type ChainPage = AnyPage<string>;

const page = (cursor: string | undefined, ids: string, next: string | undefined): ChainPage => ({
  cursor,
  items: ids === "" ? [] : ids.split(" "),
  next,
  asOf: 0,
});
const pageOf = (chain: Chain) => (item: string) => chain.pages.find(({ items }) => items.includes(item));
const append = (chain: Chain, next: ChainPage) => appendPage(chain, next, pageOf(chain));
const without = (chain: Chain, item: string) => withoutItem(chain, item, pageOf(chain));
const chainOf = (...pages: readonly ChainPage[]): Chain => pages.reduce<Chain>(append, emptyChain);
const chainIds = (chain: Chain) => chain.pages.flatMap(({ items }) => items);
/** Ids are letters in the list's order, as `a` to `z`; a reading ending at `d` is followed by `e`. */
const reread = (chain: Chain, index: number, fresh: ChainPage, met = true) =>
  rereadPage(chain, index, {
    page: fresh,
    met,
    pageOf: pageOf(chain),
    isAfter: (id) => id > (fresh.items.at(-1) ?? "~"),
  });

test("rows pushed onto a page read later make it as old as they are", () => {
  const old = { ...page(undefined, "b c", "2"), asOf: 10 };
  const later = { ...page("2", "e", undefined), asOf: 20 };
  const fresh = { ...page(undefined, "a b", "1"), asOf: 30 };
  const { pages } = reread(chainOf(old, later), 0, fresh);
  expect(pages.map(({ items, asOf }) => [items.join(" "), asOf])).toEqual([
    ["a b", 30],
    ["c e", 10],
  ]);
});

test("a chain is read page by page until one has no cursor", () => {
  expect(nextCursor(emptyChain)).toEqual({ cursor: undefined });
  const one = chainOf(page(undefined, "a b", "2"));
  expect(one.end).toBe("more");
  expect(nextCursor(one)).toEqual({ cursor: "2" });
  const two = append(one, page("2", "c", undefined));
  expect(two.end).toBe("complete");
  expect(nextCursor(two)).toBeUndefined();
  expect(chainIds(two)).toEqual(["a", "b", "c"]);
});

test.each([
  ["a cursor asked for before", page("2", "c", "2")],
  ["nothing but known rows", page("2", "a b", "3")],
])("ends as looped at %s", (_, second) => {
  expect(chainOf(page(undefined, "a b", "2"), second).end).toBe("looped");
});

test("an empty page with a cursor is read on", () => {
  expect(chainOf(page(undefined, "a", "2"), page("2", "", "3")).end).toBe("more");
});

const three = chainOf(page(undefined, "b d", "d"), page("d", "f h", "h"), page("h", "k m", undefined));

test("a reading replaces its range: what it lacks has ended, what new rows pushed out goes to the next page", () => {
  const next = reread(three, 0, page(undefined, "a b", "b"));
  expect(chainIds(next)).toEqual(["a", "b", "d", "f", "h", "k", "m"]);
  expect(next.pages.map(({ cursor }) => cursor)).toEqual([undefined, "b", "h"]);
  expect(next.end).toBe("complete");
  expect(chainIds(reread(three, 0, page(undefined, "b e", "e")))).toEqual(["b", "e", "f", "h", "k", "m"]);
});

test("a reading that reaches over the next page takes its rows and those that ended in between", () => {
  expect(chainIds(reread(three, 0, page(undefined, "b h", "h")))).toEqual(["b", "h", "k", "m"]);
});

test("a reading without a cursor is the end, whatever was known behind it", () => {
  expect(reread(three, 1, page("d", "f", undefined))).toMatchObject({ end: "complete" });
  expect(chainIds(reread(three, 1, page("d", "f", undefined)))).toEqual(["b", "d", "f"]);
});

test("where rows may be missing, the chain is cut", () => {
  const cut = reread(three, 0, page(undefined, "A B", "B"), false);
  expect(chainIds(cut)).toEqual(["A", "B"]);
  expect(nextCursor(cut)).toEqual({ cursor: "B" });
});

test("an end reached before is not believed when nothing that led to it is left", () => {
  const emptied = ["b", "d", "f", "h", "k", "m"].reduce<Chain>(without, three);
  expect(reread(emptied, 0, page(undefined, "p q", "q")).end).toBe("more");
});

test("a reading of a page that is not there changes nothing", () => {
  expect(reread(three, -1, page("x", "f", "f"))).toBe(three);
});

test("meets looks from a page on", () => {
  expect(meets(three, 0, ["x", "m"], pageOf(three))).toBe(true);
  expect(meets(three, 1, ["b", "d"], pageOf(three))).toBe(false);
  expect(meets(three, 1, [], pageOf(three))).toBe(false);
});

test("pages that a reading does not touch stay the same objects", () => {
  const next = reread(three, 0, page(undefined, "a b", "b"));
  expect(next.pages.at(-1)).toBe(three.pages.at(-1));
  expect(without(three, "f").pages[0]).toBe(three.pages[0]);
});

test("what has moved stands where it was found last", () => {
  expect(
    chainOf(page(undefined, "a b", "2"), page("2", "b c", undefined)).pages.map(({ items }) => items),
  ).toEqual([["a"], ["b", "c"]]);
  const later = { ...page("h", "k m b", undefined), asOf: 1 };
  expect(chainIds(reread(three, 2, later))).toEqual(["d", "f", "h", "k", "m", "b"]);
  const older = { ...page("h", "k m b", undefined), asOf: -1 };
  expect(chainIds(reread(three, 2, older))).toEqual(["b", "d", "f", "h", "k", "m"]);
});

test("a reading that ends where the last one did takes nothing off the pages behind it, wherever its last row belongs", () => {
  expect(chainIds(reread(three, 0, page(undefined, "b d j", "d")))).toEqual([
    ...["b", "d", "j", "f", "h", "k", "m"],
  ]);
});

test("what follows a reading is read from where it ended, so that nothing between is left out", () => {
  const shorter = reread(three, 0, page(undefined, "b", "b"));
  expect(shorter.pages.map(({ cursor }) => cursor)).toEqual([undefined, "b", "h"]);
  const longer = reread(three, 0, page(undefined, "b d f", "f"));
  expect(longer.pages.map(({ cursor }) => cursor)).toEqual([undefined, "f", "h"]);
});

test("an empty page is read with the one behind it, and says nothing of more than its own range", () => {
  const emptied = reread(three, 1, page("d", "", "h"));
  expect(chainIds(emptied)).toEqual(["b", "d", "k", "m"]);
  const joined = reread(emptied, 0, page(undefined, "a b", "b"));
  expect(joined.pages.map(({ cursor }) => cursor)).toEqual([undefined, "b"]);
  const elsewhere = reread(three, 1, page("d", "", "e"));
  expect(chainIds(elsewhere)).toEqual(["b", "d", "f", "h", "k", "m"]);
  expect(elsewhere.pages.map(({ cursor }) => cursor)).toEqual([undefined, "d", "e"]);
});

test("a few rows from far behind are listed twice, many tell that what stood between has ended", () => {
  const rows = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => `r${String(from + n).padStart(3, "0")}`);
  const long = chainOf(
    ...[0, 1, 2, 3].map((n) => ({
      ...{ cursor: n === 0 ? undefined : `c${n}`, items: rows(n * 20, 20), asOf: 0 },
      next: n === 3 ? undefined : `c${n + 1}`,
    })),
  );
  const of = (...readings: (readonly string[])[]) => strays(long, 0, readings, pageOf(long));
  expect(of([...rows(0, 19), "r060"])).toEqual(["r060"]);
  expect(of(["r060", ...rows(0, 19)])).toEqual([]);
  expect(of([...rows(0, 10), ...rows(60, 10)])).toEqual([]);
  expect(of(rows(0, 20))).toEqual([]);
  expect(of([...rows(0, 10), "r060"], rows(61, 10))).toEqual([]);
  expect(of([...rows(0, 10), "r060"], ["unknown", ...rows(61, 10)])).toEqual([]);
  expect(of(["r060"], rows(61, 10))).toEqual([]);
  expect(of([...rows(0, 10), "r060"], rows(10, 10))).toEqual(["r060"]);
  expect(of([...rows(0, 10), "r060"], [...rows(10, 10), "r070"])).toEqual(["r060", "r070"]);
  expect(of([...rows(0, 10), "r060"], [])).toEqual(["r060"]);
  expect(of([])).toEqual([]);
});

test("a reading ends in doubt where its last few rows stand behind more that it lacks", () => {
  const long = chainOf(page(undefined, "a b c d e f g h", "2"), page("2", "i j k l m n", undefined));
  const doubted = (items: string) => endsInDoubt(long, 0, items.split(" "), pageOf(long));
  expect(doubted("a b c d e f g h")).toBe(false);
  expect(doubted("a b c d e f j")).toBe(true);
  expect(doubted("a b c d e f g i")).toBe(true);
  expect(doubted("a b c d e f m n")).toBe(true);
  // More of them are believed, and what is missing farther up is gone.
  expect(doubted("a b c e f g h i")).toBe(false);
  expect(doubted("a b c d e f g i j")).toBe(false);
  expect(doubted("unknown")).toBe(false);
});
