import type { Failure } from "#contract/failure.ts";
import { ok, fail, type Result } from "#contract/result.ts";
import type { NewSandbox, SandboxDetail } from "#contract/sandbox.ts";
import type { Action } from "#contract/states.ts";
import type { SandboxActions } from "#web/data/actions.ts";
import type { Reply } from "#web/data/request.ts";
import type { Fleet } from "./fleet-store.ts";

export type KillOutcome = "killed" | "already-gone";

export interface ControlDependencies {
  readonly fleet: Fleet;
  readonly actions: SandboxActions;
  readonly readDetail: (id: string) => Promise<Reply<SandboxDetail>>;
  readonly failureOf: (error: unknown, action: Action | "create" | "read") => Failure;
}

/** What an operator does to sandboxes, with the fleet's marks kept right on the way. Failures are values; nothing is retried. */
export interface FleetControl {
  /** Reads one sandbox again. A 404 takes it out of the fleet. */
  readonly read: (id: string) => Promise<Result<SandboxDetail, Failure>>;
  /**
   * Not found means it is gone already, which is what was wanted. Where another try may follow, as `isTry` says, a failure leaves the row
   * saying that it is being killed, until it is marked otherwise.
   */
  readonly kill: (id: string, isTry?: boolean) => Promise<Result<KillOutcome, Failure>>;
  readonly pause: (id: string) => Promise<Result<void, Failure>>;
  readonly resume: (id: string, timeoutSeconds: number) => Promise<Result<void, Failure>>;
  readonly extend: (id: string, timeoutSeconds: number) => Promise<Result<void, Failure>>;
  /** Creates and shows the new row, even where the filter would hide it. Gives the new id. */
  readonly create: (body: NewSandbox) => Promise<Result<string, Failure>>;
  /** Says on a row what is done to it, or went wrong. */
  readonly mark: Fleet["mark"];
  /** Takes a failure's words off a row. */
  readonly dismiss: (id: string) => void;
}

export function createControl({ fleet, actions, readDetail, failureOf }: ControlDependencies): FleetControl {
  async function read(id: string): Promise<Result<SandboxDetail, Failure>> {
    try {
      const reply = await readDetail(id);
      fleet.learn(reply.value, reply.requestedAt);
      return ok(reply.value);
    } catch (error) {
      const failure = failureOf(error, "read");
      if (failure.kind === "not-found") fleet.forget(id);
      return fail(failure);
    }
  }

  /** Marks the row while the request runs; a failure stays on it until dismissed, except where it is one of several tries. */
  async function act(
    action: Action,
    id: string,
    send: () => Promise<void>,
    isTry = false,
  ): Promise<Result<void, Failure>> {
    fleet.mark(id, { kind: "doing", action });
    try {
      await send();
    } catch (error) {
      const failure = failureOf(error, action);
      if (failure.kind === "not-found") fleet.forget(id);
      else if (!isTry) fleet.mark(id, { kind: "failed", action, failure });
      return fail(failure);
    }
    return ok(undefined);
  }

  async function actAndRead(
    action: Action,
    id: string,
    send: () => Promise<void>,
  ): Promise<Result<void, Failure>> {
    const done = await act(action, id, send);
    if (!done.ok) return done;
    await read(id);
    fleet.mark(id, undefined);
    return done;
  }

  return {
    read,
    kill: async (id, isTry) => {
      const done = await act("kill", id, () => actions.kill(id), isTry);
      if (!done.ok) return done.error.kind === "not-found" ? ok("already-gone") : done;
      fleet.forget(id);
      return ok("killed");
    },
    pause: (id) => actAndRead("pause", id, () => actions.pause(id)),
    resume: (id, timeoutSeconds) => actAndRead("resume", id, () => actions.resume(id, timeoutSeconds)),
    extend: (id, timeoutSeconds) => actAndRead("extend", id, () => actions.extend(id, timeoutSeconds)),
    create: async (body) => {
      try {
        const created = await actions.create(body);
        fleet.pin(created.sandboxID);
        // Create's reply has neither state nor times: the row comes from a reading.
        await read(created.sandboxID);
        return ok(created.sandboxID);
      } catch (error) {
        return fail(failureOf(error, "create"));
      }
    },
    mark: fleet.mark,
    dismiss: (id) => fleet.mark(id, undefined),
  };
}
