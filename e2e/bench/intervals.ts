/** A request as an upstream received it. */
export interface Received {
  /** Milliseconds, of a clock that only goes forward. */
  readonly at: number;
  readonly path: string;
  readonly search: URLSearchParams;
}

/** What an upstream received from one refresh to the next. */
export interface Interval {
  /** From the first request of the one to the first of the other, in milliseconds. */
  readonly length: number;
  readonly lists: number;
  /** Of all kinds, the lists among them. */
  readonly requests: number;
}

/** At most so many lists of one row ask an upstream what it can do, once. */
export const MOST_PROBES = 5;

export const isList = ({ path }: Received): boolean => path === "/v2/sandboxes";
/** A page of the list, and not only one row that is asked for to learn what an upstream can do. */
export const isPage = (received: Received): boolean =>
  isList(received) && received.search.get("limit") !== "1";
/** A refresh begins with the first page of the list. */
export const isHead = (received: Received): boolean => isPage(received) && !received.search.has("nextToken");

/**
 * Cuts what an upstream received at the refreshes. Only whole intervals are given: what came before the first refresh and since the last
 * one belongs to none. So no request between the two is left out, and none counts twice, wherever one began to look.
 * @param all in the order they came, of a console that shows one list and follows no events
 */
export function wholeIntervals(all: readonly Received[]): readonly Interval[] {
  const heads = all.flatMap((received, index) => (isHead(received) ? [index] : []));
  return heads.slice(0, -1).map((from, index) => {
    const to = heads[index + 1] ?? from;
    const own = all.slice(from, to);
    return {
      length: (all[to]?.at ?? Number.NaN) - (all[from]?.at ?? Number.NaN),
      lists: own.filter(isList).length,
      requests: own.length,
    };
  });
}
