import { describe, expect, test } from "vitest";
import type { Failure } from "#contract/failure.ts";
import { waitSeconds } from "./backoff.ts";
import { createReader, type Due } from "./reader.ts";
import { createFakeClock, settle } from "./testing/fake-clock.ts";

const failure = (kind: Failure["kind"], retryAfterSeconds?: number): Failure => ({
  kind,
  endpoint: "listSandboxes",
  message: kind,
  ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
});

test.each([
  [failure("upstream"), 1, 2],
  [failure("upstream"), 2, 4],
  [failure("upstream"), 5, 32],
  [failure("upstream"), 6, 60],
  [failure("upstream"), 40, 60],
  [failure("rate-limited", 17), 9, 17],
  [failure("rate-limited", 0), 1, 1],
  [failure("unauthorized"), 1, 60],
])("waits after %o, failure %i in a row, %i s", (why, failures, seconds) => {
  expect(waitSeconds(why, failures)).toBe(seconds);
});

function readerOf(due: () => Due, failureOf: () => Failure = () => failure("upstream")) {
  const clock = createFakeClock();
  return { clock, reader: createReader(clock, failureOf, due, () => {}) };
}

test("does one thing after the other", async () => {
  let running = 0;
  let most = 0;
  let left = 3;
  const { reader } = readerOf(() => {
    if (left === 0) return undefined;
    return async () => {
      running += 1;
      most = Math.max(most, running);
      await settle();
      running -= 1;
      left -= 1;
    };
  });
  reader.wake();
  reader.wake();
  for (let round = 0; round < 8; round += 1) await settle();
  expect({ left, most }).toEqual({ left: 0, most: 1 });
});

test("waits for the moment it is told, and is woken earlier by whoever knows better", async () => {
  let runs = 0;
  let dueAt = 0;
  const { clock, reader } = readerOf(() => {
    if (clock.elapsed() < dueAt) return dueAt;
    dueAt = clock.elapsed() + 10_000;
    return async () => {
      runs += 1;
    };
  });
  dueAt = clock.elapsed() + 5_000;
  reader.wake();
  await clock.advance(4_999);
  expect(runs).toBe(0);
  await clock.advance(1);
  expect(runs).toBe(1);
  dueAt = 0;
  reader.wake();
  await settle();
  expect(runs).toBe(2);
});

test("a wait lasts as long as it was meant to when the clock is put back an hour", async () => {
  const tries: number[] = [];
  const { clock, reader } = readerOf(() => async () => {
    tries.push(clock.elapsed());
    throw new TypeError("no");
  });
  reader.wake();
  await settle();
  clock.step(-3_600_000);
  await clock.advance(6_000);
  expect(tries).toEqual([0, 2_000, 6_000]);
});

test("a failure delays the next try longer each time; a success forgets it", async () => {
  const tries: number[] = [];
  let works = false;
  const { clock, reader } = readerOf(() =>
    works && tries.length > 3
      ? undefined
      : async () => {
          tries.push(clock.now());
          if (!works) throw new Error("no");
        },
  );
  const start = clock.now();
  reader.wake();
  await clock.advance(6_000);
  expect(tries.map((at) => at - start)).toEqual([0, 2_000, 6_000]);
  expect(reader.trouble()?.nextTryAt).toBe(start + 14_000);
  works = true;
  reader.retryNow();
  await settle();
  expect(tries).toHaveLength(4);
  expect(reader.trouble()).toBeUndefined();
});

test("held, it starts nothing and finishes what runs", async () => {
  let runs = 0;
  const { clock, reader } = readerOf(() => async () => {
    runs += 1;
    if (runs > 2) throw new Error("enough");
  });
  reader.hold(true);
  reader.wake();
  await clock.advance(60_000);
  expect(runs).toBe(0);
  reader.hold(false);
  await settle();
  expect(runs).toBe(3);
});

test("dropping ends the task by its signal, and its outcome is ignored", async () => {
  let aborted = false;
  let fail: (error: Error) => void = () => {};
  const tasks: Due[] = [
    (signal) =>
      new Promise((_, reject) => {
        fail = reject;
        signal.addEventListener("abort", () => {
          aborted = true;
        });
      }),
  ];
  const { reader } = readerOf(() => tasks.shift());
  reader.wake();
  reader.drop();
  fail(new Error("late"));
  await settle();
  expect(aborted).toBe(true);
  expect(reader.trouble()).toBeUndefined();
  expect(reader.reading()).toBe(false);
});

describe("once something has failed", () => {
  /** A reader whose only task fails like this until told otherwise. */
  function failing(why: Failure) {
    const state = { runs: 0, fails: true, isDue: true };
    const { clock, reader } = readerOf(
      () =>
        state.isDue
          ? async () => {
              state.runs += 1;
              if (state.fails) throw new Error("no");
              state.isDue = false;
            }
          : undefined,
      () => why,
    );
    reader.wake();
    return { clock, reader, state };
  }

  test("that nobody waits for any more is no trouble, but keeps what comes next waiting", async () => {
    const { clock, reader, state } = failing(failure("rate-limited", 30));
    await clock.advance(10_000);
    reader.forgive();
    expect(reader.trouble()).toBeUndefined();
    reader.wake();
    await clock.advance(19_999);
    expect(state.runs).toBe(1);
    await clock.advance(1);
    expect(state.runs).toBe(2);
    expect(reader.trouble()?.failure.kind).toBe("rate-limited");
  });

  test("neither is one that is forgiven before it fails", async () => {
    let fail = () => {};
    const { clock, reader } = readerOf(
      () => () => new Promise((_, reject) => (fail = () => reject(new Error("no")))),
      () => failure("rate-limited", 30),
    );
    reader.wake();
    reader.forgive();
    fail();
    await settle();
    expect(reader.trouble()).toBeUndefined();
    await clock.advance(30_000);
    fail();
    await settle();
    expect(reader.trouble()?.failure.kind).toBe("rate-limited");
  });

  test("a person may try at once what was forgiven", async () => {
    const { clock, reader, state } = failing(failure("rate-limited", 30));
    await clock.advance(1_000);
    reader.forgive();
    state.fails = false;
    reader.retryNow();
    await settle();
    expect(state.runs).toBe(2);
    expect(reader.trouble()).toBeUndefined();
  });

  test("it is forgotten when its time has come and nothing is to be read", async () => {
    const { clock, reader, state } = failing(failure("upstream"));
    await settle();
    state.isDue = false;
    await clock.advance(1_999);
    expect(reader.trouble()).toBeDefined();
    await clock.advance(1);
    expect(reader.trouble()).toBeUndefined();
    expect(state.runs).toBe(1);
  });

  test("dropping forgets it, unless the upstream was asked too much: then other tasks wait as well", async () => {
    const broken = failing(failure("upstream"));
    await settle();
    broken.reader.drop();
    expect(broken.reader.trouble()).toBeUndefined();
    broken.reader.wake();
    await settle();
    expect(broken.state.runs).toBe(2);

    const limited = failing(failure("rate-limited", 30));
    await settle();
    limited.reader.drop();
    limited.reader.wake();
    await limited.clock.advance(29_999);
    expect(limited.state.runs).toBe(1);
    expect(limited.reader.trouble()).toBeDefined();
    await limited.clock.advance(1);
    expect(limited.state.runs).toBe(2);
  });
});
