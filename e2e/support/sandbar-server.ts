import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { watch } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { cleanEnvironment } from "./clean-environment.ts";
import { patience } from "./strain.ts";

/** How long a server may take from its start until it says where it is. */
const READY_TIMEOUT_MS = 15_000;

export interface ServerOptions {
  /** A remote upstream by the variables a person would set; absent: the local engine. */
  readonly upstream?: { readonly kind: "novita" | "e2b"; readonly url: string; readonly key: string };
  readonly readOnly?: boolean;
  /** How many sample sandboxes. */
  readonly demo?: number;
  /** A data folder to use again; absent: a fresh one, deleted at the end. */
  readonly dataDir?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
}

/** A server as people run it: the build, as a process of its own, on free ports. */
export interface SandbarServer {
  /** The console's origin. */
  readonly url: string;
  /** Where programs reach the engine; the console's upstream when that is remote. */
  readonly engineUrl: string;
  /** What programs show to the engine. Random, so that finding it anywhere else is proof of a leak. */
  readonly engineKey: string;
  readonly dataDir: string;
  readonly pid: number;
  /** Everything it printed until now. */
  readonly output: () => string;
  /** Ends it as Ctrl-C does and waits until it has; gives the exit code. */
  readonly stop: () => Promise<number | null>;
  /** Ends it at once, as a crash does. */
  readonly kill: () => Promise<void>;
}

/** The folder of the build under test, as the launcher says, else where a plain `vite build` puts it. */
export const buildFolder = (): string => resolve(process.env["SANDBAR_BUILD"] ?? "dist/dev");

/** Starts a server and waits until it listens. Throws with what it printed when it does not. */
export async function startServer(options: ServerOptions = {}): Promise<SandbarServer> {
  const scratch = mkdtempSync(join(tmpdir(), "sandbar-e2e-"));
  const readyFile = join(scratch, "ready.json");
  const dataDir = options.dataDir ?? join(scratch, "data");
  const engineKey = `canary-engine-${randomBytes(16).toString("hex")}`;
  const main = join(buildFolder(), "server", "main.js");
  if (!existsSync(main)) throw new Error(`There is no build at ${main}: run the tests with npm test.`);

  const flags = [
    ...(options.demo === undefined ? [] : ["--demo", String(options.demo)]),
    ...(options.flags ?? []),
  ];
  const child = spawn(process.execPath, [main, ...flags], {
    cwd: scratch,
    stdio: ["ignore", "pipe", "pipe"],
    env: cleanEnvironment({
      SANDBAR_PORT: "0",
      SANDBAR_ENGINE_PORT: "0",
      SANDBAR_ENGINE_KEY: engineKey,
      SANDBAR_DATA_DIR: dataDir,
      SANDBAR_READY_FILE: readyFile,
      ...(options.readOnly ? { SANDBAR_READ_ONLY: "1" } : {}),
      ...upstreamVariables(options.upstream),
      ...options.environment,
    }),
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const ended = once(child, "exit");

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
    rmSync(scratch, { recursive: true, force: true });
    return child.exitCode;
  };
  try {
    const ready = await readyNote(scratch, readyFile, child);
    return {
      url: ready.consoleUrl,
      engineUrl: ready.engineUrl ?? options.upstream?.url ?? "",
      engineKey,
      dataDir,
      pid: child.pid ?? 0,
      output: () => output,
      stop: () => end("SIGINT"),
      kill: async () => void (await end("SIGKILL")),
    };
  } catch (error) {
    await end("SIGKILL");
    throw new Error(`The server did not start. It printed:\n${output}`, { cause: error });
  }
}

function upstreamVariables(upstream: ServerOptions["upstream"]): Record<string, string> {
  if (upstream === undefined) return {};
  const prefix = upstream.kind.toUpperCase();
  return { [`${prefix}_API_URL`]: upstream.url, [`${prefix}_API_KEY`]: upstream.key };
}

interface ReadyNote {
  readonly consoleUrl: string;
  readonly engineUrl: string | undefined;
}

/** Waits for the file that a server writes once it listens. */
async function readyNote(folder: string, file: string, child: ChildProcess): Promise<ReadyNote> {
  const waiting = new AbortController();
  const giveUp = setTimeout(
    () => waiting.abort(new Error("It was not ready in time")),
    READY_TIMEOUT_MS * patience(),
  );
  const onExit = () => waiting.abort(new Error(`It ended with code ${child.exitCode}`));
  child.once("exit", onExit);
  try {
    const changes = watch(folder, { signal: waiting.signal });
    const already = parseReady(file);
    if (already) return already;
    for await (const change of changes) {
      const note = change.filename === "ready.json" ? parseReady(file) : undefined;
      if (note) return note;
    }
    throw new Error("Its folder went away");
  } finally {
    clearTimeout(giveUp);
    child.off("exit", onExit);
    waiting.abort();
  }
}

/** What the file says, or nothing while it is being written. */
function parseReady(file: string): ReadyNote | undefined {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (!text.trimEnd().endsWith("}")) return undefined;
  const note: { consoleUrl?: unknown; engineUrl?: unknown } = JSON.parse(text);
  if (typeof note.consoleUrl !== "string") throw new TypeError(`The ready file names no console: ${text}`);
  return {
    consoleUrl: note.consoleUrl.replace(/\/$/, ""),
    engineUrl: typeof note.engineUrl === "string" ? note.engineUrl.replace(/\/$/, "") : undefined,
  };
}
