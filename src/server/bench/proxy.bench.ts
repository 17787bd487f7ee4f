import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { build } from "vite";
import { afterAll, beforeAll, test } from "vitest";
import { median, recordFigures } from "#e2e/bench/figures.ts";

const ROUNDS = 7;
const SECONDS = 2;

let folder = "";
const children: ChildProcess[] = [];

interface Proxy {
  readonly port: number;
  readonly pid: number | undefined;
  /** Before the API's own path. */
  readonly prefix: string;
}
let bare: Proxy = { port: 0, pid: 0, prefix: "" };
let ours = bare;

/** Upstream, bare proxy, console and load generator are processes of their own, built as `npm start` builds. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "sandbar-bench-"));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, "client"));
  writeFileSync(
    join(folder, "client", "index.html"),
    '<meta name="sandbar-upstream" content="" /><meta name="sandbar-upstream-url" content="" />',
  );
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
  const upstream = `http://127.0.0.1:${port((await start("upstream")).line)}`;
  const { line, pid } = await start("bare", [upstream]);
  bare = { port: port(line), pid, prefix: "" };
  // A key as long as real ones: the console looks for it in every body.
  const env = {
    NOVITA_API_KEY: `nvta_${"8fK2mQx7Zp0L".repeat(4)}`,
    NOVITA_API_URL: upstream,
    SANDBAR_PORT: "0",
  };
  const console = await start("main", [], env, /Console/);
  ours = { port: Number(/:(\d+)$/.exec(console.line)?.[1]), pid: console.pid, prefix: "/api/novita" };
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
): Promise<{ readonly line: string; readonly pid: number | undefined }> {
  const child = spawn(process.execPath, [join(folder, "server", `${name}.js`), ...argv], {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout }))
    if (words.test(line)) return { line, pid: child.pid };
  throw new Error(`${name} ended`);
}

interface Measured {
  readonly perSecond: number;
  readonly medianMs: number;
  /** Processor time of the proxy for one request, in microseconds: what other work on the machine disturbs least. NaN off Linux. */
  readonly cpuMicros: number;
}

/** Processor time that a process has used, user and system, in ticks of 10 ms. */
function cpuTicks(pid: number | undefined): number {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return Number.NaN;
  const fields = readFileSync(stat, "utf8").split(") ")[1]?.split(" ") ?? [];
  return Number(fields[11]) + Number(fields[12]);
}

/** Loads a proxy for some seconds. */
async function load(proxy: Proxy, target: string, connections: number, seconds = SECONDS): Promise<Measured> {
  const before = cpuTicks(proxy.pid);
  const argv = [proxy.port, proxy.prefix + target, connections, seconds].map(String);
  const measured: Pick<Measured, "perSecond" | "medianMs"> = JSON.parse((await start("load", argv)).line);
  const micros = (cpuTicks(proxy.pid) - before) * 10_000;
  return { ...measured, cpuMicros: micros / (measured.perSecond * seconds) };
}

test.each([
  ["the page as before", ""],
  ["another page each time", "&changing"],
])("a list page of 41 kB, %s, through the console and through a bare proxy", async (pages, query) => {
  const target = `/v2/sandboxes?limit=100${query}`;
  const many = await roundsOf(target, 50);
  const one = await roundsOf(target, 1);
  const medianOf = (rounds: readonly Round[], figure: (round: Round) => number) => median(rounds.map(figure));
  recordFigures(`The proxy against a bare one: a list page of 41 kB, medians of ${ROUNDS} rounds`, pages, [
    {
      name: "throughput at 50 connections, of the bare one's",
      value: 100 * medianOf(many, ({ here, there }) => here.perSecond / there.perSecond),
      ...{ unit: "%", atLeast: 70 },
    },
    {
      name: "the same by processor time",
      value: 100 * medianOf(many, ({ here, there }) => there.cpuMicros / here.cpuMicros),
      unit: "%",
    },
    {
      name: "added latency at one connection",
      value: medianOf(one, ({ here, there }) => here.medianMs - there.medianMs),
      ...{ unit: "ms", limit: 1 },
    },
    {
      name: "requests through the console",
      value: medianOf(many, ({ here }) => here.perSecond),
      unit: "a second",
    },
    {
      name: "requests through the bare one",
      value: medianOf(many, ({ there }) => there.perSecond),
      unit: "a second",
    },
    {
      name: "processor time of the console",
      value: medianOf(many, ({ here }) => here.cpuMicros),
      unit: "µs",
    },
    {
      name: "processor time of the bare one",
      value: medianOf(many, ({ there }) => there.cpuMicros),
      unit: "µs",
    },
  ]);
});

interface Round {
  /** Through the bare proxy. */
  readonly there: Measured;
  /** Through the console. */
  readonly here: Measured;
}

async function roundsOf(target: string, connections: number): Promise<readonly Round[]> {
  for (const proxy of [bare, ours]) await load(proxy, target, connections, 1);
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push({
      there: await load(bare, target, connections),
      here: await load(ours, target, connections),
    });
  return rounds;
}
