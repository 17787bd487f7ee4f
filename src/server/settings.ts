/** One thing a person can set, by environment, by flag or both. Help, parser and docs/configuration.md go by this table. */
export interface Setting {
  /** Environment variables, the first one set wins. */
  readonly env: readonly string[];
  /** The flag without its dashes. Keys have none: `ps` shows flags to everyone on the machine. */
  readonly flag?: string;
  /** What to write in its place, absent for a switch. */
  readonly placeholder?: string;
  /** In words, for the help. Absent: none. */
  readonly fallback?: string;
  readonly help: string;
}

export const settings = {
  host: {
    env: ["SANDBAR_HOST"],
    flag: "host",
    placeholder: "NAME",
    fallback: "127.0.0.1",
    help: "where the console listens; loopback only, as it has no login yet",
  },
  port: {
    env: ["SANDBAR_PORT", "PORT"],
    flag: "port",
    placeholder: "N",
    fallback: "4400",
    help: "the console's port; 0 takes a free one",
  },
  upstream: {
    env: ["SANDBAR_UPSTREAM"],
    flag: "upstream",
    placeholder: "local|novita|e2b",
    fallback: "the one whose key is set, else local",
    help: "whose sandboxes the console shows",
  },
  novitaKey: {
    env: ["NOVITA_API_KEY"],
    placeholder: "KEY",
    help: "key of the Novita cloud; never leaves this server",
  },
  novitaDomain: {
    env: ["NOVITA_DOMAIN"],
    placeholder: "NAME",
    fallback: "us-phx-1.sandbox.novita.ai",
    help: "Novita region; its API is at https://api.NAME",
  },
  novitaUrl: {
    env: ["NOVITA_API_URL"],
    placeholder: "URL",
    help: "Novita API at another origin; beats NOVITA_DOMAIN",
  },
  e2bKey: { env: ["E2B_API_KEY"], placeholder: "KEY", help: "key of E2B; never leaves this server" },
  e2bDomain: {
    env: ["E2B_DOMAIN"],
    placeholder: "NAME",
    fallback: "e2b.app",
    help: "E2B domain; its API is at https://api.NAME",
  },
  e2bUrl: {
    env: ["E2B_API_URL"],
    placeholder: "URL",
    help: "E2B-compatible API at another origin; beats E2B_DOMAIN",
  },
  enginePort: {
    env: ["SANDBAR_ENGINE_PORT"],
    flag: "engine-port",
    placeholder: "N",
    fallback: "4401",
    help: "the local engine's port; 0 takes a free one",
  },
  engineKey: {
    env: ["SANDBAR_ENGINE_KEY"],
    placeholder: "KEY",
    fallback: "made once, kept as engine.key in the data folder",
    help: "key that programs show to the local engine",
  },
  dataDir: {
    env: ["SANDBAR_DATA_DIR"],
    flag: "data-dir",
    placeholder: "FOLDER",
    fallback: ".sandbar",
    help: "where the local engine keeps its data",
  },
  readOnly: {
    env: ["SANDBAR_READ_ONLY"],
    flag: "read-only",
    fallback: "no",
    help: "the console only looks: nothing but GET is forwarded",
  },
  upstreamTimeout: {
    env: ["SANDBAR_UPSTREAM_TIMEOUT_MS"],
    placeholder: "MS",
    fallback: "60000",
    help: "how long an upstream may take for a whole reply",
  },
  connectTimeout: {
    env: ["SANDBAR_CONNECT_TIMEOUT_MS"],
    placeholder: "MS",
    fallback: "10000",
    help: "how long connecting to an upstream may take",
  },
  checkTimeout: {
    env: ["SANDBAR_CHECK_TIMEOUT_MS"],
    placeholder: "MS",
    fallback: "5000",
    help: "how long the check of a remote upstream at start may take",
  },
  requestTimeout: {
    env: ["SANDBAR_REQUEST_TIMEOUT_MS"],
    placeholder: "MS",
    fallback: "30000",
    help: "how long a browser may take to send a request",
  },
  stopTimeout: {
    env: ["SANDBAR_STOP_TIMEOUT_MS"],
    placeholder: "MS",
    fallback: "1200",
    help: "how long requests in flight may take to finish after Ctrl-C",
  },
  log: {
    env: ["SANDBAR_LOG"],
    placeholder: "errors|requests",
    fallback: "errors",
    help: "what is logged; requests by path template, never by query, key or metadata",
  },
  readyFile: {
    env: ["SANDBAR_READY_FILE"],
    placeholder: "FILE",
    help: "written once ready, as JSON: consoleUrl, engineUrl, pid",
  },
  demo: {
    env: [],
    flag: "demo",
    placeholder: "N",
    help: "fill the empty local engine with N sample sandboxes",
  },
  reset: {
    env: [],
    flag: "reset",
    fallback: "no",
    help: "empty the local engine first; asks before it does",
  },
  yes: { env: [], flag: "yes", fallback: "no", help: "do not ask" },
  help: { env: [], flag: "help", help: "show this" },
  version: { env: [], flag: "version", help: "show the version" },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;

/** The text of `--help`: every setting, its flag, its default. */
export function helpText(): string {
  const all: readonly Setting[] = Object.values(settings);
  const rows = all.map((setting) => {
    const argument = setting.placeholder === undefined ? "" : ` ${setting.placeholder}`;
    const names = [
      ...(setting.flag === undefined ? [] : [`--${setting.flag}${argument}`]),
      ...setting.env.map((name) => `${name}=${setting.placeholder ?? "1"}`),
    ];
    const fallback = setting.fallback === undefined ? "" : ` [${setting.fallback}]`;
    return `  ${names.join("\n  ")}\n      ${setting.help}${fallback}`;
  });
  return `Sandbar, the operator's console for fleets of cloud sandboxes

npm start -- [flags]     A flag beats its variable. Defaults stand in brackets.

${rows.join("\n")}
`;
}
