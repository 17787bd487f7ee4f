import type { Metadata } from "#contract/metadata.ts";
import { fail, ok, type Result } from "#contract/result.ts";
import { MICROS_PER_SECOND, type Clock } from "./clock.ts";
import { Deadlines } from "./deadlines.ts";
import { decide, type Change, type Command } from "./lifecycle.ts";
import type { EngineLimits } from "./limits.ts";
import { newId, newToken } from "./new-id.ts";
import { OneAtATime } from "./one-at-a-time.ts";
import type { Runtime } from "./runtime/runtime.ts";
import type { NetworkRules, Sandbox } from "./sandbox.ts";
import type { EngineStore } from "./store/engine-store.ts";
import type { EventDraft, EventName } from "./store/event-store.ts";
import type { EngineTemplate } from "./templates.ts";

/** What a caller chose for a new sandbox. */
export interface NewSandboxSpec {
  readonly template: EngineTemplate;
  readonly timeoutSeconds: number;
  readonly onTimeout: "kill" | "pause";
  readonly autoResume: boolean;
  readonly secure: boolean;
  readonly allowInternetAccess: boolean;
  readonly network: NetworkRules | undefined;
  readonly metadata: Metadata;
  readonly environment: Metadata;
}

/** A command that did not apply, as status and message for the wire. */
export interface FleetRefusal {
  readonly status: 404 | 409 | 429;
  readonly message: string;
}

export interface FleetParts {
  readonly store: EngineStore;
  readonly runtime: Runtime;
  readonly clock: Clock;
  readonly limits: EngineLimits;
  readonly log: (line: string) => void;
}

const outcomes: Readonly<Record<Command["kind"], { readonly event: EventName; readonly status: number }>> = {
  kill: { event: "delete", status: 204 },
  pause: { event: "pause", status: 204 },
  connect: { event: "connect", status: 200 },
  resume: { event: "resume", status: 201 },
  timeout: { event: "timeout", status: 204 },
  refresh: { event: "timeout", status: 204 },
};

/**
 * The sandboxes and what may happen to them: commands and deadlines, decided by `lifecycle`, carried out by the runtime, recorded in
 * the store. Commands on one sandbox run one after the other; reading never waits.
 */
export class Fleet {
  readonly #parts: FleetParts;
  readonly #deadlines: Deadlines;
  readonly #oneAtATime = new OneAtATime();
  #lastStarted: number;
  /** Sandboxes the runtime is starting or resuming: they count against the quota before they are recorded. */
  #arriving = 0;

  constructor(parts: FleetParts) {
    this.#parts = parts;
    this.#deadlines = new Deadlines(parts);
    this.#lastStarted = parts.store.lastStarted();
  }

  /** Ends or pauses everything past its deadline. Call it before each look at the store: then nothing overdue is ever shown. */
  sweep(): void {
    this.#deadlines.sweep();
  }

  /** To be called after the store was filled or emptied behind the fleet's back. */
  reload(): void {
    this.#lastStarted = this.#parts.store.lastStarted();
    this.sweep();
  }

  /** Calls the timer off. */
  stop(): void {
    this.#deadlines.stop();
  }

  async create(spec: NewSandboxSpec): Promise<Result<Sandbox, FleetRefusal>> {
    const { template, network } = spec;
    const { runtime, store } = this.#parts;
    const id = newId();
    const started = await this.#arrive(async () => {
      const { cpuCount, memoryMiB } = template;
      const { metadata, environment } = spec;
      await runtime.start({ id, templateId: template.id, cpuCount, memoryMiB, metadata, environment });
    });
    if (!started.ok) return started;
    const startedAt = this.#nextStart();
    const sandbox: Sandbox = {
      id,
      state: "running",
      startedAt,
      endAt: startedAt + spec.timeoutSeconds * MICROS_PER_SECOND,
      onTimeout: spec.onTimeout,
      templateId: template.id,
      cpuCount: template.cpuCount,
      memoryMiB: template.memoryMiB,
      diskMiB: template.diskMiB,
      runtime: runtime.name,
      autoResume: spec.autoResume,
      allowInternetAccess: spec.allowInternetAccess,
      network,
      envdAccessToken: spec.secure ? newToken() : undefined,
      trafficAccessToken: network?.allowPublicTraffic === false ? newToken() : undefined,
      metadata: spec.metadata,
    };
    store.write([{ after: sandbox, at: startedAt, event: { name: "create", message: "", status: 201 } }]);
    this.#deadlines.watch();
    return ok(sandbox);
  }

  /** Carries out a command; gives the sandbox as it is afterwards, for a kill as it was, and whether it was resumed. */
  command(
    id: string,
    command: Command,
  ): Promise<Result<{ readonly sandbox: Sandbox; readonly resumed: boolean }, FleetRefusal>> {
    return this.#oneAtATime.run(id, async () => {
      const wanted = this.#decide(id, command);
      if (!wanted.ok) return wanted;
      const prepared = await this.#prepare(id, wanted.value.change);
      if (!prepared.ok) return prepared;
      // While the runtime was at work the deadline may have passed.
      const decided = this.#decide(id, command);
      if (!decided.ok) return decided;
      const { sandbox, change, now } = decided.value;
      const after = this.#changed(sandbox, change);
      const event = eventOf(command, change);
      this.#parts.store.write([{ before: sandbox, ...(after ? { after } : {}), at: now, event }]);
      this.#deadlines.watch();
      if (change.kind === "end") await this.#parts.runtime.stop(id);
      return ok({ sandbox: after ?? sandbox, resumed: change.kind === "resume" });
    });
  }

  #decide(
    id: string,
    command: Command,
  ): Result<{ readonly sandbox: Sandbox; readonly change: Change; readonly now: number }, FleetRefusal> {
    this.sweep();
    const { store, clock } = this.#parts;
    const sandbox = store.find(id);
    const now = clock.now();
    if (!sandbox) return fail(notFound(id));
    const decided = decide(sandbox, command, now);
    if (decided.ok) return ok({ sandbox, change: decided.value, now });
    return fail({ status: decided.error.status, message: `Sandbox "${id}" ${decided.error.words}` });
  }

  async #prepare(id: string, change: Change): Promise<Result<void, FleetRefusal>> {
    const { runtime } = this.#parts;
    if (change.kind === "resume") return this.#arrive(() => runtime.resume(id));
    if (change.kind === "pause") await runtime.pause(id);
    return ok(undefined);
  }

  /** Lets one more sandbox run, if the quota has room for it. */
  async #arrive(start: () => Promise<void>): Promise<Result<void, FleetRefusal>> {
    const { store, limits } = this.#parts;
    if (store.totals.running + this.#arriving >= limits.concurrentSandboxes)
      return fail({
        status: 429,
        message: `The maximum number of concurrent sandboxes (${limits.concurrentSandboxes}) is reached: kill or pause some first`,
      });
    this.#arriving += 1;
    try {
      await start();
      return ok(undefined);
    } finally {
      this.#arriving -= 1;
    }
  }

  #changed(sandbox: Sandbox, change: Change): Sandbox | undefined {
    switch (change.kind) {
      case "end":
        return undefined;
      case "pause":
        return { ...sandbox, state: "paused", endAt: change.endAt };
      case "move-deadline":
        return { ...sandbox, endAt: change.endAt };
      case "resume": {
        const startedAt = this.#nextStart();
        return {
          ...sandbox,
          state: "running",
          startedAt,
          endAt: startedAt + change.timeoutSeconds * MICROS_PER_SECOND,
        };
      }
    }
  }

  /** Now, but always later than every start before: the order is total, and a cursor exact. */
  #nextStart(): number {
    this.#lastStarted = Math.max(this.#parts.clock.now(), this.#lastStarted + 1);
    return this.#lastStarted;
  }
}

/** The 404 for a sandbox that is not there, or no longer. */
export const notFound = (id: string): FleetRefusal => ({
  status: 404,
  message: `Sandbox "${id}" doesn't exist: it ended, or never was`,
});

function eventOf(command: Command, change: Change): EventDraft {
  const { event, status } = outcomes[command.kind];
  if (command.kind === "kill") return { name: event, message: "killed by request", status };
  // Connecting to a paused sandbox is what resumes it.
  if (change.kind === "resume") return { name: "resume", message: "", status: 201 };
  return { name: event, message: "", status };
}
