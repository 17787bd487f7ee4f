import { fail, ok, type Result } from "#contract/result.ts";
import { isLoopback } from "./loopback.ts";
import { readSettings, type Environment, type WrittenSettings } from "./read-settings.ts";
import { Secret } from "./secret.ts";
import { helpText, settings, type Setting, type SettingName } from "./settings.ts";
import { chooseUpstream, type UpstreamChoice } from "./upstream-choice.ts";

/** Everything the server is told, checked. All times in milliseconds. */
export interface Config {
  /** A loopback name or address, IPv6 without brackets. */
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly upstream: UpstreamChoice;
  readonly readOnly: boolean;
  readonly log: "errors" | "requests";
  readonly readyFile: string | undefined;
  readonly limits: TimeLimits;
  readonly engine: {
    readonly port: number;
    /** As written: relative to the working directory, or absolute. */
    readonly dataDir: string;
    /** Absent: the one kept in the data folder. */
    readonly key: Secret | undefined;
    /** How many sample sandboxes to fill an empty engine with. */
    readonly demo: number | undefined;
    readonly reset: boolean;
    /** Do not ask before a reset. */
    readonly yes: boolean;
  };
}

export interface TimeLimits {
  readonly upstreamMs: number;
  readonly connectMs: number;
  readonly checkMs: number;
  readonly requestMs: number;
  readonly stopMs: number;
}

/** What a command line asks for. */
export type Command =
  | { readonly kind: "run"; readonly config: Config }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "version" };

const DEMO_MAX = 1_000_000;
const TIME_MAX_MS = 3_600_000;

/**
 * Reads environment and flags once. `--help` and `--version` win over everything, problems included.
 * @param argv what follows the program's name
 * @returns what to do, or every problem at once, each a sentence naming the variable or flag. Never repeats a key.
 */
export function parseConfig(env: Environment, argv: readonly string[]): Result<Command, readonly string[]> {
  if (argv.includes("--help")) return ok({ kind: "help", text: helpText() });
  if (argv.includes("--version")) return ok({ kind: "version" });
  const problems: string[] = [];
  const written = readSettings(env, argv, problems);
  const read = reader(written, problems);

  const host = read.text("host").replace(/^\[(.*)\]$/, "$1");
  if (!isLoopback(host))
    read.problem(
      "host",
      "the console has no login yet, so it listens on this machine only. To reach it from another one, forward the port: ssh -L 4400:127.0.0.1:4400 <this machine>",
    );
  const port = read.whole("port", 0, 65535);
  const enginePort = read.whole("enginePort", 0, 65535);
  const upstream = chooseUpstream(written, enginePort);
  if (!upstream.ok) problems.push(...upstream.error);
  const isLocal = upstream.ok && upstream.value.kind === "local";
  if (isLocal && port === enginePort && port !== 0)
    read.problem("enginePort", "the console listens there; take another port for one of the two");

  const demo = written.has("demo") ? read.whole("demo", 1, DEMO_MAX) : undefined;
  const reset = read.yesNo("reset");
  if (upstream.ok && !isLocal && (demo !== undefined || reset))
    problems.push(
      `${reset ? "--reset" : "--demo"} is for the local engine only; the upstream is ${upstream.value.kind}.`,
    );
  const engineKey = written.get("engineKey")?.text;
  if (engineKey !== undefined && !/^[\x21-\x7e]{8,256}$/.test(engineKey))
    problems.push(
      "SANDBAR_ENGINE_KEY must be printable ASCII without spaces, as it travels in a header, and 8 to 256 characters long.",
    );

  const config = {
    host,
    port,
    readOnly: read.yesNo("readOnly"),
    log: read.oneOf("log", ["errors", "requests"]),
    readyFile: written.get("readyFile")?.text,
    limits: {
      upstreamMs: read.whole("upstreamTimeout", 1, TIME_MAX_MS),
      connectMs: read.whole("connectTimeout", 1, TIME_MAX_MS),
      checkMs: read.whole("checkTimeout", 1, TIME_MAX_MS),
      requestMs: read.whole("requestTimeout", 1, TIME_MAX_MS),
      stopMs: read.whole("stopTimeout", 0, TIME_MAX_MS),
    },
    engine: {
      port: enginePort,
      dataDir: read.text("dataDir"),
      key: engineKey === undefined ? undefined : new Secret(engineKey),
      demo,
      reset,
      yes: read.yesNo("yes"),
    },
  } as const;
  if (!upstream.ok || problems.length > 0) return fail(problems);
  return ok({ kind: "run", config: { ...config, upstream: upstream.value } });
}

/** Reads values out of what is written, falling back to the table's defaults and collecting what is wrong. */
function reader(written: WrittenSettings, problems: string[]) {
  const text = (name: SettingName): string => {
    const setting: Setting = settings[name];
    return written.get(name)?.text ?? setting.fallback ?? "";
  };
  const problem = (name: SettingName, must: string): void => {
    const source = written.get(name)?.source ?? settings[name].env[0] ?? name;
    problems.push(`${source} is ${JSON.stringify(text(name))}: ${must}.`);
  };
  return {
    problem,
    text,
    whole(name: SettingName, least: number, most: number): number {
      const value = text(name);
      const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
      if (number >= least && number <= most) return number;
      problem(name, `it must be a whole number from ${least} to ${most}`);
      return least;
    },
    yesNo(name: SettingName): boolean {
      const value = text(name).toLowerCase();
      if (["1", "true", "yes", "on"].includes(value)) return true;
      if (!["0", "false", "no", "off"].includes(value)) problem(name, "it must be yes or no");
      return false;
    },
    oneOf<const Choice extends string>(name: SettingName, choices: readonly [Choice, ...Choice[]]): Choice {
      const choice = choices.find((candidate) => candidate === text(name));
      if (choice === undefined) problem(name, `it must be ${choices.join(" or ")}`);
      return choice ?? choices[0];
    },
  };
}
