import type { Clock } from "#web/lib/clock.ts";
import { evaluateBatch, type RegexBatch } from "../regex-batch.ts";
import type { RegexThread, RegexThreadEvents } from "../regex-thread.ts";

/** Threads whose patterns are harmless, and which stop for ever at values they are told to stop at. */
export interface FakeRegexThreads {
  readonly start: (events: RegexThreadEvents) => RegexThread;
  /** What was sent to all threads. */
  readonly batches: readonly RegexBatch[];
  readonly started: () => number;
  readonly running: () => number;
  /** The scripts of threads started from now on cannot be had, or can. */
  readonly breakScripts: (broken: boolean) => void;
  /** Makes replies wait until the returned function is called, as on a page too busy to hear them. */
  readonly holdReplies: () => () => void;
}

export function createFakeRegexThreads(
  clock: Clock,
  isEndless: (pattern: string, value: string) => boolean = () => false,
): FakeRegexThreads {
  const batches: RegexBatch[] = [];
  let started = 0;
  let running = 0;
  let broken = false;
  let held: (() => void)[] | undefined;
  return {
    batches,
    started: () => started,
    running: () => running,
    breakScripts: (next) => {
      broken = next;
    },
    holdReplies: () => {
      held = [];
      return () => {
        const ready = held ?? [];
        held = undefined;
        for (const hand of ready) hand();
      };
    },
    start: ({ onReply, onFailure }) => {
      started += 1;
      running += 1;
      let isOver = false;
      let isStuck = false;
      const later = (callback: () => void) =>
        clock.after(1, () => {
          const hand = () => {
            if (!isOver) callback();
          };
          if (held) held.push(hand);
          else hand();
        });
      if (broken) later(onFailure);
      else later(() => onReply({ kind: "ready" }));
      return {
        send: (batch) => {
          batches.push(batch);
          if (broken || isStuck) return;
          const stop = batch.values.findIndex((value) => isEndless(batch.pattern, value));
          isStuck = stop !== -1;
          // A thread that collects its answers has none to show for those right before it stops.
          const values = stop === -1 ? batch.values : batch.careful ? batch.values.slice(0, stop) : [];
          evaluateBatch({ ...batch, values }, (reply) => later(() => onReply(reply)), clock.now);
        },
        end: () => {
          isOver = true;
          running -= 1;
        },
      };
    },
  };
}
