import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { json, rawReply, startRawUpstream, type RawUpstream } from "#e2e/support/raw-http.ts";

let built = "";
let main = "";

/** Builds the server as a bare Node runs it, beside a client of one page. */
beforeAll(async () => {
  built = mkdtempSync(join(tmpdir(), "sandbar-main-"));
  symlinkSync(resolve("node_modules"), join(built, "node_modules"));
  mkdirSync(join(built, "client"));
  const html = '<meta name="sandbar-upstream" content=""><meta name="sandbar-upstream-url" content="">';
  writeFileSync(join(built, "client", "index.html"), html);
  const ssr = resolve("src/server/main.ts");
  const outDir = join(built, "server");
  const rolldownOptions = { output: { entryFileNames: "main.js" } };
  const options = { ssr, outDir, target: "node20", rolldownOptions };
  await build({ configFile: false, logLevel: "error", build: options });
  main = join(outDir, "main.js");
});
afterAll(() => rmSync(built, { recursive: true }));

interface Started {
  readonly process: ChildProcessByStdio<null, Readable, Readable>;
  readonly out: () => string;
  readonly err: () => string;
  /** Resolves once a line of either stream fits. */
  readonly says: (words: RegExp) => Promise<void>;
  readonly ended: Promise<number | null>;
  readonly folder: string;
}

let running: Started[] = [];
let upstreams: RawUpstream[] = [];
afterEach(async () => {
  for (const { process: child, ended, folder } of running) {
    child.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
  for (const upstream of upstreams) await upstream.close();
  running = [];
  upstreams = [];
});

function start(argv: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Started {
  const folder = mkdtempSync(join(tmpdir(), "sandbar-run-"));
  const free = {
    SANDBAR_PORT: "0",
    SANDBAR_ENGINE_PORT: "0",
    SANDBAR_READY_FILE: join(folder, "ready.json"),
  };
  const child = spawn(process.execPath, [main, ...argv], {
    cwd: folder,
    env: { PATH: process.env["PATH"], ...free, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = { out: "", err: "" };
  let waiting: (() => void)[] = [];
  const take = (stream: "out" | "err") => (chunk: Buffer) => {
    printed[stream] += chunk.toString();
    for (const look of waiting) look();
  };
  child.stdout.on("data", take("out"));
  child.stderr.on("data", take("err"));
  const started: Started = {
    process: child,
    out: () => printed.out,
    err: () => printed.err,
    says: (words) =>
      new Promise((done) => {
        const look = (): void => {
          if (words.test(printed.out + printed.err)) done();
        };
        waiting = [...waiting, look];
        look();
      }),
    ended: once(child, "close").then(() => child.exitCode),
    folder,
  };
  running.push(started);
  return started;
}

const urlOf = ({ out }: Started): string => /Console: (\S+)/.exec(out())?.[1] ?? "";

async function remote(script: Parameters<typeof startRawUpstream>[0]): Promise<RawUpstream> {
  const upstream = await startRawUpstream(script);
  upstreams.push(upstream);
  return upstream;
}

test("the first line names the upstream and why; then come the console and the lines to copy, never a key", async () => {
  const console = start();
  await console.says(/E2B_API_KEY=/);
  const engineUrl = / at (http:\S+)/.exec(console.out())?.[1];
  expect(console.out().split("\n").slice(0, -1)).toEqual([
    `Sandbar shows the local engine at ${engineUrl} (neither NOVITA_API_KEY nor E2B_API_KEY is set).`,
    `Console: ${urlOf(console)}`,
    "Point your programs at it (novita-sandbox, then e2b):",
    `  export NOVITA_API_URL=${engineUrl}`,
    '  export NOVITA_API_KEY="$(cat .sandbar/engine.key)"',
    `  export E2B_API_URL=${engineUrl}`,
    '  export E2B_API_KEY="$(cat .sandbar/engine.key)"',
  ]);
  const keyFile = join(console.folder, ".sandbar", "engine.key");
  expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  expect(console.out() + console.err()).not.toContain(readFileSync(keyFile, "utf8").trim());
});

test("ready is told in a file, and the page, its data and console.json are there", async () => {
  const console = start(["--demo", "3"]);
  await console.says(/holds 3 demo sandboxes/);
  await expect.poll(() => existsSync(join(console.folder, "ready.json"))).toBe(true);
  const ready: unknown = JSON.parse(readFileSync(join(console.folder, "ready.json"), "utf8"));
  expect(ready).toEqual({
    consoleUrl: urlOf(console),
    engineUrl: expect.stringMatching(/^http:/),
    pid: console.process.pid,
  });
  const [page, list, info] = await Promise.all(
    ["/", "/api/local/v2/sandboxes?limit=100", "/console.json"].map(async (path) =>
      (await fetch(urlOf(console) + path)).text(),
    ),
  );
  expect(page).toContain('content="local"');
  expect(JSON.parse(list ?? "")).toHaveLength(3);
  expect(JSON.parse(info ?? "")).toMatchObject({ version: "0.1.0", demo: true, upstream: { kind: "local" } });
});

test("what is built refuses half a character and half a body, as the sources do", async () => {
  const console = start();
  await console.says(/E2B_API_KEY=/);
  const headers = {
    origin: urlOf(console),
    "x-sandbar-console": "1",
    "content-type": "application/json",
  };
  for (const [body, status] of [
    [String.raw`{"templateID":"base","metadata":{"a":"\ud83d"}}`, 400],
    [String.raw`{"templateID":"base","metadata":{"a":"\ud83d\ude00"}}`, 201],
    ["{", 400],
  ] as const) {
    const url = `${urlOf(console)}/api/local/sandboxes`;
    expect((await fetch(url, { method: "POST", headers, body })).status, body).toBe(status);
  }
});

test("all problems are listed, and the exit code is 1", async () => {
  const console = start(["--what"], { SANDBAR_PORT: "x", SANDBAR_HOST: "0.0.0.0" });
  expect(await console.ended).toBe(1);
  expect(console.err().trim().split("\n")).toEqual([
    expect.stringMatching(/^sandbar: --what/),
    expect.stringMatching(/^sandbar: SANDBAR_HOST/),
    expect.stringMatching(/^sandbar: SANDBAR_PORT/),
    "sandbar: --help lists every setting.",
  ]);
});

test("help and version go to the standard output, with exit code 0", async () => {
  const [help, version] = [start(["--help"]), start(["--version"])];
  expect([await help.ended, await version.ended]).toEqual([0, 0]);
  expect(help.out()).toContain("--read-only");
  expect(version.out()).toBe("0.1.0\n");
});

test.each([
  ["SANDBAR_PORT", /^sandbar: Port \d+ on 127\.0\.0\.1 is taken.*set SANDBAR_PORT \(or --port\)/],
  ["SANDBAR_ENGINE_PORT", /^sandbar: .*SANDBAR_ENGINE_PORT \(or --engine-port\)/],
])("a taken %s is told with the way out, and the exit code is 1", async (variable, words) => {
  const holder = createServer();
  await new Promise<void>((done) => holder.listen(0, "127.0.0.1", done));
  const address = holder.address();
  const console = start([], { [variable]: String(typeof address === "object" && address?.port) });
  expect(await console.ended).toBe(1);
  expect(console.err()).toMatch(words);
  expect(existsSync(join(console.folder, "ready.json"))).toBe(false);
  holder.close();
});

test("a reset without a terminal and without --yes removes nothing and ends", async () => {
  const console = start(["--reset"]);
  expect(await console.ended).toBe(1);
  expect(console.err()).toContain("add --yes");
});

/** Its end waits for as long as a test may take. */
const unhurried = { SANDBAR_STOP_TIMEOUT_MS: "60000" };

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s lets a request in flight finish, then ends with 0",
  async (signal) => {
    let answer: (() => void) | undefined;
    const upstream = await remote((socket, request) => {
      if (request.includes("limit=1 ")) socket.write(rawReply(200, "[]", [json]));
      else answer = () => socket.write(rawReply(200, '[{"a":1}]', [json]));
    });
    const given = { NOVITA_API_KEY: "nvta_canary", NOVITA_API_URL: upstream.url };
    const console = start([], { ...given, ...unhurried });
    await console.says(/export/);
    const inFlight = fetch(`${urlOf(console)}/api/novita/v2/sandboxes`).then((reply) => reply.text());
    await expect.poll(() => answer).toBeDefined();
    console.process.kill(signal);
    await expect
      .poll(() =>
        fetch(urlOf(console)).then(
          () => "open",
          () => "closed",
        ),
      )
      .toBe("closed");
    answer?.();
    expect(await inFlight).toBe('[{"a":1}]');
    expect(await console.ended).toBe(0);
    expect(console.out() + console.err()).not.toContain("canary");
  },
);

test("a request that never finishes holds up the end for no longer than is set", async () => {
  const upstream = await remote(() => undefined);
  const limits = { SANDBAR_STOP_TIMEOUT_MS: "50" };
  const console = start([], { NOVITA_API_KEY: "k", NOVITA_API_URL: upstream.url, ...limits });
  await console.says(/export/);
  const hanging = fetch(`${urlOf(console)}/api/novita/v2/sandboxes`).catch(() => "cut");
  await upstream.nextRequest();
  console.process.kill("SIGINT");
  expect(await console.ended).toBe(0);
  expect(await hanging).toBe("cut");
});

test("a second Ctrl-C ends at once", async () => {
  const upstream = await remote(() => undefined);
  const console = start([], { NOVITA_API_KEY: "k", NOVITA_API_URL: upstream.url, ...unhurried });
  await console.says(/export/);
  void fetch(`${urlOf(console)}/api/novita/v2/sandboxes`).catch(() => "cut");
  await upstream.nextRequest();
  console.process.kill("SIGINT");
  await expect
    .poll(() =>
      fetch(urlOf(console)).then(
        () => "open",
        () => "closed",
      ),
    )
    .toBe("closed");
  console.process.kill("SIGINT");
  expect(await console.ended).toBe(130);
});

test.each<[string, Parameters<typeof startRawUpstream>[0], RegExp, string?]>([
  [
    "refuses the key",
    (socket) => socket.write(rawReply(401, '{"code":401,"message":"no"}', [json])),
    /refuses the key in E2B_API_KEY \(401\)/,
  ],
  ["answers nonsense", (socket) => socket.write(rawReply(500, "")), /answered the first request with 500/],
  ["drops connections", (socket) => socket.destroy(), /cannot be reached.*Check the network and E2B_API_URL/],
  ["never answers", () => undefined, /did not answer within 0\.5 s/, "500"],
])(
  "a remote upstream that %s is told of at start, and the console runs",
  async (_, script, words, wait = "60000") => {
    const upstream = await remote(script);
    const env = { E2B_API_KEY: "e2b_canary", E2B_API_URL: upstream.url, SANDBAR_CHECK_TIMEOUT_MS: wait };
    const console = start([], env);
    await console.says(words);
    expect(console.out()).toMatch(
      new RegExp(`^Sandbar shows E2B at ${upstream.url} \\(E2B_API_KEY is set\\)\\.\n`),
    );
    expect((await fetch(urlOf(console))).status).toBe(200);
    expect(upstream.requests[0]).toMatch(/^GET \/v2\/sandboxes\?limit=1 HTTP/);
    expect(upstream.requests[0]).toMatch(/x-api-key: e2b_canary/i);
    expect(console.out() + console.err()).not.toContain("canary");
    expect(existsSync(join(console.folder, ".sandbar"))).toBe(false);
  },
);

test("requests are logged when asked for, by template", async () => {
  const console = start([], { SANDBAR_LOG: "requests" });
  await console.says(/E2B_API_KEY=/);
  await fetch(`${urlOf(console)}/api/local/sandboxes/canary?canary=canary`);
  await console.says(/GET \/api\/local\/sandboxes\/\{id\} 404 \d/);
  expect(console.out() + console.err()).not.toContain("canary");
});
