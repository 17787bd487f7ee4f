import { mkdirSync } from "node:fs";
import type { Server } from "node:http";
import { fail, ok, type Result } from "#contract/result.ts";
import { holdFolder, type Hold, type HoldFailure } from "#sqlite/holder.ts";
import type { OpenFailure } from "#sqlite/open-store.ts";
import { createApiServer } from "./api/server.ts";
import { systemClock, type Clock } from "./clock.ts";
import { demoFleet } from "./demo.ts";
import type { EngineFailure } from "./failure.ts";
import { Fleet } from "./fleet.ts";
import { defaultLimits, type EngineLimits } from "./limits.ts";
import { listen, shutDown } from "./listen.ts";
import { noRuntime } from "./runtime/none.ts";
import type { Runtime } from "./runtime/runtime.ts";
import { openEngineStore, type EngineStore } from "./store/engine-store.ts";

export type { Clock } from "./clock.ts";
export type { EngineFailure } from "./failure.ts";
export { KEY_FILE, loadOrMakeEngineKey } from "./key-file.ts";
export { defaultLimits, type EngineLimits } from "./limits.ts";
export type { Runtime, RuntimeSpec } from "./runtime/runtime.ts";

export interface EngineOptions {
  /** Where everything is kept; made if it is not there. One engine at a time holds it. */
  readonly dataDir: string;
  /** What callers must send as `X-API-Key`. */
  readonly key: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly clock?: Clock;
  readonly limits?: Partial<EngineLimits>;
  readonly runtime?: Runtime;
  /** Gets a line for what went wrong inside. Lines hold path templates, never queries, keys or metadata. */
  readonly log?: (line: string) => void;
}

/** A running engine. */
export interface Engine {
  /** Its origin, without a trailing slash: what `NOVITA_API_URL` or `E2B_API_URL` must be. */
  readonly url: string;
  readonly port: number;
  /** Whether it was filled with demo data and not emptied since. */
  isDemo(): boolean;
  /** Sandboxes there are, running or paused. */
  count(): number;
  /** Fills it with `count` made-up sandboxes, if it holds none. Gives how many there are then. */
  fillDemo(count: number): Result<number, EngineFailure>;
  /** Removes every sandbox, every event and the demo mark. */
  empty(): void;
  /** Finishes the requests in flight, two seconds at most, and lets the data folder go. */
  close(): Promise<void>;
}

/** Starts the sandbox API on this machine. What hinders it comes back in words, with nothing left open behind it. */
export async function startEngine(options: EngineOptions): Promise<Result<Engine, EngineFailure>> {
  const { dataDir, key, log = () => undefined, clock = systemClock } = options;
  const hold = holdDataDir(dataDir, clock);
  if (!hold.ok) return hold;
  const opened = openEngineStore(dataDir);
  if (!opened.ok) {
    hold.value.release();
    return fail(unopened(opened.error));
  }
  const store = opened.value;
  const limits = { ...defaultLimits, ...options.limits };
  const fleet = new Fleet({ store, clock, limits, log, runtime: options.runtime ?? noRuntime });
  const release = (): void => {
    fleet.stop();
    store.close();
    hold.value.release();
  };
  const server = createApiServer({ fleet, store, limits, clock }, key, log);
  const port = await bringUp();
  if (!port.ok) {
    release();
    return port;
  }
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  return ok({
    url: `http://${host}:${port.value}`,
    port: port.value,
    ...demoControls(store, fleet, clock),
    close: closer(server, release),
  });

  async function bringUp(): Promise<Result<number, EngineFailure>> {
    try {
      // Deadlines that passed while no engine ran are dealt with before anyone can ask.
      fleet.sweep();
      store.events.forgetBefore(clock.now() - limits.eventDays * MICROS_PER_DAY);
    } catch (error) {
      return fail(unopened({ code: "unopenable", message: String(error) }));
    }
    return listen(server, options.host, options.port);
  }
}

const MICROS_PER_DAY = 24 * 3600 * 1_000_000;

function demoControls(
  store: EngineStore,
  fleet: Fleet,
  clock: Clock,
): Pick<Engine, "isDemo" | "count" | "fillDemo" | "empty"> {
  const count = (): number => store.totals.running + store.totals.paused;
  return {
    count,
    isDemo: () => store.isDemo(),
    fillDemo(wanted) {
      if (count() > 0)
        return fail({
          code: "not-empty",
          message: `The local engine is not empty (sandboxes: ${count()}), so it is not filled with demo data.`,
          remedy: "Empty it first, or choose another data folder.",
        });
      store.load(demoFleet(wanted, clock.now()));
      fleet.reload();
      return ok(count());
    },
    empty() {
      store.empty();
      fleet.reload();
    },
  };
}

/** Closing twice is closing once. */
function closer(server: Server, release: () => void): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => (closing ??= shutDown(server).then(release));
}

function holdDataDir(dataDir: string, clock: Clock): Result<Hold, EngineFailure> {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    return fail(unheld(dataDir, { code: "unwritable", message: String(error) }));
  }
  const since = new Date(clock.now() / 1000).toISOString();
  const hold = holdFolder(dataDir, "engine", { pid: process.pid, since });
  return hold.ok ? hold : fail(unheld(dataDir, hold.error));
}

function unheld(dataDir: string, failure: HoldFailure): EngineFailure {
  if (failure.code === "unwritable")
    return {
      code: "unwritable",
      message: `The data folder ${dataDir} cannot be used: ${failure.message}.`,
      remedy: "Make the folder writable, or choose another one.",
    };
  const { holder } = failure;
  const who = holder
    ? `process ${holder.pid}, running since ${holder.since}`
    : "another process, which just started";
  return {
    code: "held",
    message: `The data folder ${dataDir} is in use by another engine: ${who}.`,
    remedy: "Stop that process first, or choose another data folder.",
  };
}

function unopened(failure: OpenFailure): EngineFailure {
  const remedies = {
    corrupt:
      "Nothing was changed. Restore the file from a backup, or move it away to start with an empty one.",
    newer: "Nothing was changed. Use the newer version of this program, or choose another data folder.",
    foreign: "Nothing was changed. Choose another data folder, or move the file away.",
    unopenable: "Make the data folder and its files writable, or choose another one.",
  };
  return {
    code: failure.code === "unopenable" ? "unwritable" : failure.code,
    message: `The engine's database cannot be used: ${failure.message}`,
    remedy: remedies[failure.code],
  };
}
