import { expect, test } from "vitest";
import type { Failure } from "#contract/failure.ts";
import type { ListFilter } from "#contract/list-query.ts";
import type { Capabilities } from "#query/capabilities.ts";
import { findingsPlace, readFindings } from "#query/capability-memory.ts";
import { failureFrom, RequestFailed } from "#web/data/request.ts";
import { createProber } from "./prober.ts";
import { fleetRow } from "./row.ts";
import { createFakeClock, settle } from "./testing/fake-clock.ts";
import { listed, probeReply, type Conducts, type ProbedSandbox } from "./testing/probed-upstream.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

const fleet: readonly ProbedSandbox[] = ["base", "desktop", "base", "base"].map((template, index) => ({
  ...{ id: `i${index}`, start: index, template },
}));
const obeys: Conducts = { template: "obeys", startedAfter: "obeys", order: "obeys" };
const url = "https://api.example.com";
const DAY = 86_400_000;

interface Options {
  readonly conduct?: Conducts;
  readonly shown?: readonly ProbedSandbox[];
  readonly storage?: Pick<Storage, "getItem" | "setItem"> | undefined;
  /** Milliseconds by which the upstream's clock is ahead of this computer's. */
  readonly ahead?: number;
}

function createStorage() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
}

function createTestProber({ conduct = obeys, shown = fleet, ahead = 0, ...options }: Options = {}) {
  const clock = createFakeClock();
  const asked: ListFilter[] = [];
  const found: Capabilities[] = [];
  let asksAgain = 0;
  const storage = "storage" in options ? options.storage : createStorage();
  let failure: Failure | undefined;
  let trouble: Failure | undefined;
  let isVisible = true;
  let onVisible: (() => void) | undefined;
  let hold: Promise<void> | undefined;
  const { fleet: empty } = createTestFleet();
  const prober = createProber({
    upstream: { name: "novita", url },
    fleet: {
      get: () => ({
        ...empty.get(),
        rows: shown.map((sandbox) => fleetRow(listed(sandbox), clock.now())),
        trouble: trouble && { failure: trouble, nextTryAt: 0 },
      }),
    },
    onFound: (capabilities) => found.push(capabilities),
    onAgain: () => {
      asksAgain += 1;
    },
    readOne: async (filter) => {
      asked.push(filter);
      await hold;
      if (failure) throw new RequestFailed(failure);
      const reply = probeReply(shown, conduct, filter);
      if (!reply) throw new TypeError("no reply");
      return reply;
    },
    failureOf: (error) => failureFrom(error, "listSandboxes"),
    storage,
    clock,
    ownNow: () => clock.now() - ahead,
    visibility: {
      isVisible: () => isVisible,
      onceVisible: (callback) => {
        onVisible = callback;
      },
    },
    noTemplate: () => "nobody-has-this",
  });
  const probe = async () => {
    prober.probeIfDue();
    await settle();
  };
  return {
    ...{ clock, prober, asked, found, storage, probe },
    asksAgain: () => asksAgain,
    failWith: (next: Failure | undefined) => {
      failure = next;
    },
    inTrouble: (next: Failure | undefined) => {
      trouble = next;
    },
    setVisible: (next: boolean) => {
      isVisible = next;
      if (next) onVisible?.();
    },
    holdUntil: (next: Promise<void>) => {
      hold = next;
    },
  };
}

const failure = (kind: Failure["kind"]): Failure => ({ kind, endpoint: "listSandboxes", message: kind });
const all: Capabilities = { template: true, startedAfter: true, order: true };

test("it asks five times at most, tells what it found, remembers it, and does not ask again", async () => {
  const { prober, asked, found, storage, clock, probe } = createTestProber();
  await probe();
  expect(asked.length).toBe(5);
  expect(found).toEqual([all]);
  expect(prober.get()).toMatchObject({ isProbing: false, failure: undefined, isEmpty: false });
  expect(readFindings(url, storage?.getItem(findingsPlace("novita")) ?? null, clock.now())).toEqual(
    prober.get().remembered,
  );
  await probe();
  expect(asked.length).toBe(5);
  const later = createTestProber({ storage });
  await later.probe();
  expect(later.asked).toEqual([]);
  expect(later.prober.get().remembered?.findings.order).toBe("proven");
});

test.each([-3_600_000, 3_600_000])(
  "what it found is known to the next page where the clocks differ by %i ms",
  async (ahead) => {
    const { clock, storage, probe } = createTestProber({ ahead });
    await probe();
    const kept = storage?.getItem(findingsPlace("novita")) ?? null;
    expect(readFindings(url, kept, clock.now() - ahead)?.at).toBe(clock.now() - ahead);
  },
);

test("it asks again after a week, and the next day where there was a doubt", async () => {
  const sure = createTestProber();
  await sure.probe();
  await sure.clock.advance(6 * DAY);
  await sure.probe();
  expect(sure.asked.length).toBe(5);
  await sure.clock.advance(DAY);
  await sure.probe();
  expect(sure.asked.length).toBe(10);

  const [one] = fleet;
  const unsure = createTestProber({ shown: one ? [one] : [] });
  await unsure.probe();
  const { length } = unsure.asked;
  await unsure.clock.advance(DAY);
  await unsure.probe();
  expect(unsure.asked.length).toBe(2 * length);
});

test("one question after the other", async () => {
  const { asked, holdUntil, prober } = createTestProber();
  let release = () => {};
  holdUntil(new Promise((resolve) => (release = resolve)));
  prober.probeIfDue();
  prober.probeIfDue();
  prober.probeAgain();
  await settle();
  expect([asked.length, prober.get().isProbing]).toEqual([1, true]);
  release();
  await settle();
  expect([asked.length, prober.get().isProbing]).toEqual([5, false]);
});

test("none while nobody looks", async () => {
  const { asked, found, setVisible, probe } = createTestProber();
  setVisible(false);
  await probe();
  expect(asked).toEqual([]);
  setVisible(true);
  await settle();
  expect([asked.length, found.length]).toEqual([5, 1]);
});

test.each(["offline", "unreachable", "timeout", "rate-limited", "upstream", "unauthorized"] as const)(
  "an error (%s) ends it, nothing is claimed or remembered, and another day it tries again",
  async (kind) => {
    const { asked, found, prober, storage, failWith, probe, clock } = createTestProber();
    failWith(failure(kind));
    await probe();
    await clock.advance(3_600_000);
    expect(asked.length).toBe(1);
    expect(found).toEqual([]);
    expect(prober.get().failure?.kind).toBe(kind);
    expect(storage?.getItem(findingsPlace("novita"))).toBeNull();
    failWith(undefined);
    await probe();
    expect(found).toEqual([all]);
    expect(prober.get().failure).toBeUndefined();
  },
);

test("an upstream that refuses a question is asked again the next day", async () => {
  const { asked, found, prober, failWith, probe, clock } = createTestProber();
  failWith(failure("invalid"));
  await probe();
  expect(found).toEqual([{ template: false, startedAfter: false, order: false }]);
  expect(prober.get().remembered?.findings).toMatchObject({ template: "unknown" });
  await probe();
  expect(asked.length).toBe(1);
  await clock.advance(DAY);
  failWith(undefined);
  await probe();
  expect(found.at(-1)).toEqual(all);
});

test("an upstream that fails at its list is not asked for more", async () => {
  const { asked, inTrouble, probe } = createTestProber();
  inTrouble(failure("rate-limited"));
  await probe();
  expect(asked).toEqual([]);
});

test("where nothing is shown there is nothing to ask about", async () => {
  const { asked, found, prober, probe } = createTestProber({ shown: [] });
  await probe();
  expect([asked, found]).toEqual([[], []]);
  expect(prober.get().isEmpty).toBe(true);
});

test.each([
  ["forbidden", undefined],
  [
    "full",
    {
      getItem: () => null,
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    },
  ],
])("with storage %s it holds as long as the page", async (_, storage) => {
  const { found, prober, probe } = createTestProber({ storage });
  await probe();
  expect(found).toEqual([all]);
  expect(prober.get().remembered?.findings.template).toBe("proven");
});

test("asked to, it probes again though it knows", async () => {
  const { asked, asksAgain, found, prober, probe } = createTestProber();
  await probe();
  expect(asksAgain()).toBe(0);
  prober.probeAgain();
  await settle();
  expect([asked.length, found.length, asksAgain()]).toEqual([10, 2, 1]);
});
