import { describe, expect, test } from "vitest";
import { fail, ok } from "#contract/result.ts";
import type { Failure } from "#contract/failure.ts";
import type { SandboxDetail } from "#contract/sandbox.ts";
import { emptyQuery, fieldIs, metadataIs } from "#query/ast.ts";
import { testContext } from "#query/testing/test-context.ts";
import { failureFrom, RequestFailed } from "#web/data/request.ts";
import { createControl, type FleetControl } from "./control.ts";
import { createKillJobs, type KillJob } from "./kill-job.ts";
import { fleetRow, type FleetRow } from "./row.ts";
import { createFakeClock, settle } from "./testing/fake-clock.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

const detail = (sandboxID: string, env = "dev"): SandboxDetail => ({
  sandboxID,
  templateID: "base",
  startedAt: "2026-11-23T07:00:00Z",
  endAt: "2026-11-23T08:00:00Z",
  cpuCount: 2,
  memoryMB: 512,
  state: "running",
  metadata: [["env", env]],
});
const rowsOf = (count: number): readonly FleetRow[] =>
  Array.from({ length: count }, (_, n) => fleetRow(detail(`i${n}`), 0));
const failure = (kind: Failure["kind"], retryAfterSeconds?: number): Failure => ({
  kind,
  endpoint: "killSandbox",
  message: kind,
  ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
});
type Control = Pick<FleetControl, "read" | "kill" | "mark">;
const willing: Control = {
  read: async (id) => ok(detail(id)),
  kill: async () => ok("killed"),
  mark: () => undefined,
};

function start(control: Partial<Control>, rows = rowsOf(3), condition = emptyQuery) {
  const clock = createFakeClock();
  const judging = { context: () => testContext(clock.now()), subscribe: () => () => undefined };
  const jobs = createKillJobs({ ...willing, ...control }, clock, judging, { concurrency: 2, tries: 3 });
  const id = jobs.start(rows, condition);
  const job = (): KillJob => {
    const [only] = jobs.get();
    if (!only) throw new Error("the job is gone");
    return only;
  };
  return { clock, jobs, id, job, kinds: () => job().items.map(({ status }) => status.kind) };
}

test("every row is read again, killed, and its outcome kept until dismissed", async () => {
  const { jobs, id, job, kinds } = start({
    kill: async (sandbox) => ok(sandbox === "i1" ? "already-gone" : "killed"),
  });
  await settle();
  expect(kinds()).toEqual(["killed", "already-gone", "killed"]);
  expect(job().phase).toBe("done");
  jobs.dismiss(id);
  expect(jobs.get()).toEqual([]);
});

test("one that no longer meets the condition is left alone", async () => {
  const killed: string[] = [];
  const { kinds } = start(
    {
      read: async (id) => ok(detail(id, id === "i1" ? "prod" : "dev")),
      kill: async (id) => {
        killed.push(id);
        return ok("killed");
      },
    },
    rowsOf(3),
    { conditions: [metadataIs("env", "dev")] },
  );
  await settle();
  expect(kinds()).toEqual(["killed", "changed", "killed"]);
  expect(killed).toEqual(["i0", "i2"]);
});

test("one that the filter on screen hid when it was chosen is killed all the same, unless it leaves what it did meet", async () => {
  const paused = fleetRow({ ...detail("i0"), state: "paused" }, 0);
  const { kinds } = start(
    { read: async (id) => ok({ ...detail(id), state: "paused" }) },
    [paused, ...rowsOf(2).slice(1)],
    {
      conditions: [metadataIs("env", "dev"), fieldIs("state", "running")],
    },
  );
  await settle();
  expect(kinds()).toEqual(["killed", "changed"]);
});

test("one that is gone when read again is already gone, and not killed", async () => {
  const { kinds } = start({ read: async () => fail(failure("not-found")) }, rowsOf(1));
  await settle();
  expect(kinds()).toEqual(["already-gone"]);
});

test("no more run at once than allowed", async () => {
  let running = 0;
  let most = 0;
  start(
    {
      kill: async () => {
        running += 1;
        most = Math.max(most, running);
        await settle();
        running -= 1;
        return ok("killed");
      },
    },
    rowsOf(9),
  );
  for (let round = 0; round < 20; round += 1) await settle();
  expect(most).toBe(2);
});

test("haste of the upstream is waited out as long as it asks for, and given up after the last try", async () => {
  const tries: number[] = [];
  const { clock, kinds } = start(
    {
      kill: async () => {
        tries.push(clock.now());
        return fail(failure("rate-limited", 7));
      },
    },
    rowsOf(1),
  );
  const begin = clock.now();
  await clock.advance(60_000);
  expect(tries.map((at) => at - begin)).toEqual([0, 7_000, 14_000]);
  expect(kinds()).toEqual(["failed"]);
});

test("a refusal that repeating cannot heal is not repeated", async () => {
  let tries = 0;
  const { clock, kinds } = start(
    {
      kill: async () => {
        tries += 1;
        return fail(failure("conflict"));
      },
    },
    rowsOf(1),
  );
  await clock.advance(60_000);
  expect(tries).toBe(1);
  expect(kinds()).toEqual(["failed"]);
});

test("a refused key ends the job: nothing further is sent", async () => {
  const { kinds, job } = start({ read: async () => fail(failure("unauthorized")) }, rowsOf(6));
  await settle();
  expect(kinds()).toEqual(["failed", "failed", "stopped", "stopped", "stopped", "stopped"]);
  expect(job().phase).toBe("done");
});

test("stopped, it sends nothing further, also not after a wait", async () => {
  let tries = 0;
  const { clock, jobs, id, kinds } = start(
    {
      kill: async () => {
        tries += 1;
        return fail(failure("upstream"));
      },
    },
    rowsOf(4),
  );
  await settle();
  jobs.stop(id);
  await clock.advance(60_000);
  expect(tries).toBe(2);
  expect(kinds()).toEqual(["failed", "failed", "stopped", "stopped"]);
});

test("stopped while sandboxes are read again, it kills none of them", async () => {
  const killed: string[] = [];
  let goOn = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const { jobs, id, kinds } = start({
    read: async (sandbox) => {
      await stopped;
      return ok(detail(sandbox));
    },
    kill: async (sandbox) => {
      killed.push(sandbox);
      return ok("killed");
    },
  });
  await settle();
  jobs.stop(id);
  goOn();
  await settle();
  expect(killed).toEqual([]);
  expect(kinds()).toEqual(["stopped", "stopped", "stopped"]);
});

test("a dismissed job that was waiting kills nothing more", async () => {
  const read: string[] = [];
  const { clock, jobs, id } = start({
    read: async (sandbox) => {
      read.push(sandbox);
      return fail(failure("upstream"));
    },
  });
  await settle();
  jobs.dismiss(id);
  await clock.advance(60_000);
  expect(read).toEqual(["i0", "i1"]);
});

test("the failed ones can be tried again, once the job is done, and only they", async () => {
  let broken = true;
  const killed: string[] = [];
  const { clock, jobs, id, kinds } = start({
    kill: async (sandbox) => {
      if (broken && sandbox === "i2") return fail(failure("conflict"));
      killed.push(sandbox);
      return ok("killed");
    },
  });
  jobs.retryFailed(id);
  await clock.advance(1);
  expect(kinds()).toEqual(["killed", "killed", "failed"]);
  broken = false;
  jobs.retryFailed(id);
  await settle();
  expect(kinds()).toEqual(["killed", "killed", "killed"]);
  expect(killed).toEqual(["i0", "i1", "i2"]);
});

describe("the row of one that is killed", () => {
  /** A job over a fleet of one, whose kills fail with this. */
  async function failing(reason: Failure) {
    const { fleet, upstream, clock, show, shownIds } = createTestFleet({ sandboxes: 1 });
    await show();
    const [id = ""] = shownIds();
    const control = createControl({
      fleet,
      readDetail: upstream.readDetail,
      failureOf: (error) => failureFrom(error, "killSandbox"),
      actions: { ...upstream.actions, kill: () => Promise.reject(new RequestFailed(reason)) },
    });
    const said = new Set<string>();
    fleet.subscribe(() => said.add(fleet.get().marks.get(id)?.kind ?? "nothing"));
    const judging = { context: () => testContext(clock.now()), subscribe: () => () => undefined };
    const jobs = createKillJobs(control, clock, judging, { concurrency: 2, tries: 3 });
    jobs.start(fleet.get().rows, { conditions: [fieldIs("state", "running")] });
    await settle();
    return { fleet, upstream, clock, id, said, mark: () => fleet.get().marks.get(id) };
  }

  test("says so until the last try has failed", async () => {
    const reason = failure("rate-limited", 7);
    const { clock, said, mark } = await failing(reason);
    await clock.advance(13_000);
    expect(said).not.toContain("failed");
    expect(mark()).toEqual({ kind: "doing", action: "kill" });
    await clock.advance(2_000);
    expect(mark()).toEqual({ kind: "failed", action: "kill", failure: reason });
  });

  test("says nothing any more where it is left alone after a try", async () => {
    const { upstream, clock, id, mark } = await failing(failure("upstream"));
    expect(mark()).toEqual({ kind: "doing", action: "kill" });
    upstream.setState(id, "paused");
    await clock.advance(60_000);
    expect(mark()).toBeUndefined();
  });
});
