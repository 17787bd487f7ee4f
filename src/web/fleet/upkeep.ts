import { eventEffects, firstEffects } from "./event-effects.ts";
import { createEventNews, type News } from "./event-news.ts";
import type { Entry } from "./known-rows.ts";
import type { Confirmed, RefreshWish, Upkeep, UpkeepHost } from "./lazy-upkeep.ts";
import { overdueEntries } from "./overdue.ts";
import { createRereading } from "./reread-lists.ts";
import { fleetRow } from "./row.ts";

/** All requests of an interval, less the one that reads what sandboxes use. */
const MOST_REQUESTS = 9;
/** A page that was read less than so long ago is not read again just because it is the oldest. */
const ROLL_AFTER_MS = 60_000;
/** For so many intervals what is on screen goes before it. */
const PASSED_OVER = 2;
/** However quiet it is, the lists are looked at so often: an upstream may lose events. */
const TRUST_MS = 300_000;
/** Ids of sandboxes gone that are remembered. */
const MOST_GONE = 1_000;

/**
 * Keeps what is loaded true. In an interval at most three list requests and ten of all kinds are sent, whatever is loaded and however much is
 * new. Where lifecycle events are served they tell whether anything has to be read.
 */
export function createUpkeep(host: UpkeepHost): Upkeep {
  const { clock, failureOf, following, forget, learnRow } = host;
  const { entries } = following.known;
  const rereading = createRereading(host);
  const news = createEventNews(host.readEvents, failureOf, clock);
  /** Ids that are to be read one by one. */
  const unclear = new Set<string>();
  let confirmed: Confirmed | undefined;
  let goneByEvent: ReadonlySet<string> = new Set();
  /** When the lists were last read whatever the events told, by the clock's `elapsed`; undefined while that is still to be done. */
  let lookedAt: number | undefined;
  /** How many more times the lists have to be read where they grow: with many, one interval is not enough. */
  let growths = 0;
  /** For how many intervals nothing but what grows or is on screen was read. */
  let passedOver = 0;

  /** Applies what happened to what is known, and notes what has to be read because of it. */
  function apply({ events, requestedAt, isWhole, isFirst }: News, { lists, places }: RefreshWish): void {
    const told = eventEffects(events, entries);
    const effects = isFirst ? firstEffects(told) : told;
    if (effects.gone.length > 0) goneByEvent = new Set([...goneByEvent, ...effects.gone].slice(-MOST_GONE));
    for (const id of effects.gone) forget(id);
    for (const { row } of effects.paused)
      learnRow({ ...row, state: "paused", asOf: requestedAt, byEvent: true });
    for (const id of effects.unclear) unclear.add(id);
    // With many lists, one interval is not enough to read them all.
    if (effects.isGrown) growths = Math.ceil(lists.length / places);
    const hasEntered = effects.pausedElsewhere && lists.some(({ filter }) => filter.state === "paused");
    if (!isWhole || hasEntered) doubtAll();
  }

  /** Every page has to be read again before events vouch for it. */
  function doubtAll(): void {
    confirmed = undefined;
    lookedAt = undefined;
  }

  /** Reads the lists as far as the news make it necessary. Gives the number of requests, and whether the events were relied on. */
  async function readLists(wish: RefreshWish, told: News | undefined, signal: AbortSignal) {
    const now = clock.stamp();
    const elapsed = clock.elapsed();
    // What was told once is kept until it has been acted upon: a reading may fail, or be ended.
    if (told) apply(told, wish);
    else if (!wish.isWhole) doubtAll();
    const isTrusted = told?.isWhole === true && lookedAt !== undefined && elapsed - lookedAt < TRUST_MS;
    const rollBefore = isTrusted ? (confirmed?.from ?? told.requestedAt) : now - ROLL_AFTER_MS;
    const wasBegun = rereading.isBegun(wish.lists);
    const {
      requests: spent,
      isRolled,
      isLiveMissed,
    } = await rereading.reread(
      {
        ...wish,
        ...{ withLive: !isTrusted || growths > 0 || wasBegun, withVisible: !isTrusted },
        ...{ rollBefore: wish.isWhole ? undefined : rollBefore, isRollsTurn: passedOver >= PASSED_OVER },
      },
      signal,
    );
    if (signal.aborted) return { spent, isTrusted };
    // A reading that goes on, or went on until now, has not seen what started since it began.
    if (!isLiveMissed && !wasBegun && !rereading.isBegun(wish.lists)) growths = Math.max(0, growths - 1);
    passedOver = isRolled ? 0 : passedOver + 1;
    if (!isTrusted && !isLiveMissed) lookedAt = elapsed;
    // What is read from now on is vouched for by the events that follow.
    if (told) {
      const from = confirmed?.from ?? told.requestedAt;
      confirmed = { from, at: growths === 0 ? told.requestedAt : (confirmed?.at ?? from) };
    }
    return { spent, isTrusted };
  }

  /** Reads these, and passes over what cannot be read just now. An upstream that is asked too much is left alone. */
  async function readSingly(ids: readonly string[], signal: AbortSignal): Promise<void> {
    const outcomes = await Promise.allSettled(ids.map((id) => readOne(id, signal)));
    for (const outcome of outcomes)
      if (outcome.status === "rejected" && failureOf(outcome.reason).kind === "rate-limited")
        throw outcome.reason;
  }

  async function readOne(id: string, signal: AbortSignal): Promise<void> {
    try {
      const { value, requestedAt } = await host.readDetail(id);
      unclear.delete(id);
      if (!signal.aborted) learnRow(fleetRow(value, requestedAt));
    } catch (error) {
      if (failureOf(error).kind !== "not-found") throw error;
      unclear.delete(id);
      if (!signal.aborted) forget(id);
    }
  }

  return {
    refresh: async (wish, signal) => {
      const told = wish.isWhole ? undefined : await news.read(signal);
      if (signal.aborted) return;
      const { spent, isTrusted } = await readLists(wish, told, signal);
      if (signal.aborted) return;
      // What other queries have brought is known, and nobody looks at it.
      const isShown = ({ id, places }: Entry) => places > 0 || wish.apart.includes(id) || rereading.holds(id);
      for (const id of unclear) {
        const entry = entries.get(id);
        if (!entry || !isShown(entry)) unclear.delete(id);
      }
      const ids = new Set([...unclear, ...(isTrusted ? [] : wish.apart)]);
      const most = Math.max(0, MOST_REQUESTS - 1 - spent);
      const overdue = overdueEntries(entries.values(), {
        ...{
          visible: wish.visible,
          now: clock.now(),
          lead: clock.stamp() - clock.now(),
          most: most - ids.size,
        },
        isWanted: (entry) => isShown(entry) && !ids.has(entry.id),
      });
      await readSingly([...ids, ...overdue.map(({ id }) => id)].slice(0, most), signal);
    },
    confirmed: () => confirmed,
    trouble: rereading.trouble,
    goneByEvent: () => goneByEvent,
    holds: rereading.holds,
  };
}
