import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROUNDS = 7;
const SECONDS = 2;

let folder = "";
const children: ChildProcess[] = [];
let barePort = 0;
let oursPort = 0;

/** Upstream, bare proxy, console and load generator are processes of their own, built as `npm start` builds. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "sandbar-bench-"));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, "client"));
  writeFileSync(join(folder, "client", "index.html"), '<meta name="sandbar-upstream" content="" />');
  const bench = resolve("src/server/bench");
  const input = {
    main: resolve("src/server/main.ts"),
    upstream: join(bench, "upstream.ts"),
    bare: join(bench, "bare-proxy.ts"),
    load: join(bench, "load.ts"),
  };
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      ssr: true,
      outDir: join(folder, "server"),
      target: "node20",
      rolldownOptions: { input, output: { entryFileNames: "[name].js" } },
    },
  });
  const port = (line: string): number => Number(/"port":(\d+)/.exec(line)?.[1]);
  const upstream = `http://127.0.0.1:${port(await start("upstream"))}`;
  barePort = port(await start("bare", [upstream]));
  // A key as long as real ones: the console looks for it in every body.
  const env = {
    NOVITA_API_KEY: `nvta_${"8fK2mQx7Zp0L".repeat(4)}`,
    NOVITA_API_URL: upstream,
    SANDBAR_PORT: "0",
  };
  const line = await start("main", [], env, /Console/);
  oursPort = Number(/:(\d+)$/.exec(line)?.[1]);
});

afterAll(async () => {
  const running = children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  for (const child of running) child.kill("SIGTERM");
  await Promise.all(running.map((child) => once(child, "exit")));
  rmSync(folder, { recursive: true });
});

/** Starts a built process and gives the first line it prints that fits. */
async function start(
  name: string,
  argv: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  words = /./,
): Promise<string> {
  const child = spawn(process.execPath, [join(folder, "server", `${name}.js`), ...argv], {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) if (words.test(line)) return line;
  throw new Error(`${name} ended`);
}

interface Figures {
  readonly perSecond: number;
  readonly medianMs: number;
}

async function load(port: number, target: string, connections: number, seconds = SECONDS): Promise<Figures> {
  return JSON.parse(await start("load", [String(port), target, String(connections), String(seconds)]));
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

test.each([
  ["unchanged", 50, ""],
  ["unchanged", 1, ""],
  ["another each time", 50, "&changing"],
  ["another each time", 1, "&changing"],
])(
  "a list page of 41 kB, %s, %i at once: through the console and through a bare proxy",
  async (pages, connections, query) => {
    const target = `/v2/sandboxes?limit=100${query}`;
    const rounds: { readonly bare: Figures; readonly ours: Figures }[] = [];
    for (const [port, path] of [
      [barePort, target],
      [oursPort, `/api/novita${target}`],
    ] as const)
      await load(port, path, connections, 1);
    for (let round = 0; round < ROUNDS; round += 1) {
      const bare = await load(barePort, target, connections);
      const ours = await load(oursPort, `/api/novita${target}`, connections);
      rounds.push({ bare, ours });
    }
    const of = (which: "bare" | "ours", figure: keyof Figures): number =>
      median(rounds.map((round) => round[which][figure]));
    const ratio = median(rounds.map(({ bare, ours }) => ours.perSecond / bare.perSecond));
    const addedMs = median(rounds.map(({ bare, ours }) => ours.medianMs - bare.medianMs));
    console.log(
      [
        `page ${pages}, ${connections} connection(s), median of ${ROUNDS} rounds, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}:`,
        `  bare ${of("bare", "perSecond").toFixed(0)}/s, ${of("bare", "medianMs").toFixed(2)} ms`,
        `  ours ${of("ours", "perSecond").toFixed(0)}/s, ${of("ours", "medianMs").toFixed(2)} ms`,
        `  ratio ${(ratio * 100).toFixed(0)} %, added ${addedMs.toFixed(2)} ms`,
      ].join("\n"),
    );
    if (connections === 1) expect(addedMs).toBeLessThanOrEqual(1);
    else if (query === "") expect(ratio).toBeGreaterThanOrEqual(0.7);
  },
);
