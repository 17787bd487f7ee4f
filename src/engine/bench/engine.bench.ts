import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { encodeMetadataFilter, type Metadata } from "#contract/metadata.ts";
import { startEngine, type Engine } from "../index.ts";

/** How many sandboxes there are. `BENCH_SANDBOXES=1000000 npm run bench -- engine` for another size. */
const sandboxes = Number(process.env["BENCH_SANDBOXES"] ?? 100_000);
const rounds = 41;
const key = "bench-key-0123456789";

let dataDir = "";
let engine: Engine;
const table: Record<string, string | number>[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "engine-bench-"));
  engine = await start();
  const smallMs = fill(5000);
  engine.empty();
  const fillMs = fill(sandboxes);
  await engine.close();
  const megabytes = Math.round(statSync(join(dataDir, "engine.db")).size / 1e6);
  const before = performance.now();
  engine = await start();
  const openMs = performance.now() - before;
  console.log(
    `5000 demo sandboxes: filled in ${smallMs.toFixed(0)} ms\n${sandboxes} demo sandboxes: filled in ${fillMs.toFixed(0)} ms, ${megabytes} MB, opened again in ${openMs.toFixed(0)} ms`,
  );
});

afterAll(async () => {
  console.table(table);
  await engine.close();
  rmSync(dataDir, { recursive: true });
});

interface Query {
  readonly name: string;
  readonly pairs: Metadata;
  readonly rest?: string;
}

const prod = ["env", "prod"] as const;
const oneUser = ["user", "ada.okafor7"] as const;
const oneTeam = ["team", "agents"] as const;

/** Queries as people make them: the tags of the demo fleet, broad and narrow, alone and together. */
const queries: readonly Query[] = [
  { name: "no filter", pairs: [] },
  { name: "running", pairs: [], rest: "state=running" },
  { name: "one broad pair", pairs: [prod] },
  { name: "one narrow pair", pairs: [oneUser] },
  { name: "two broad pairs", pairs: [prod, oneTeam] },
  { name: "broad and narrow", pairs: [prod, oneUser] },
  { name: "three pairs, running", pairs: [prod, oneTeam, ["agent", "browser"]], rest: "state=running" },
  {
    name: "two broad pairs that never meet",
    pairs: [
      ["env", "ci"],
      ["agent", "code-review"],
    ],
  },
  { name: "template", pairs: [], rest: "template=desktop" },
  { name: "template and broad pair", pairs: [prod], rest: "template=base" },
];

test.each(queries)("list: $name", async ({ name, pairs, rest }) => {
  const metadata = encodeURIComponent(encodeMetadataFilter(pairs));
  const path = `/v2/sandboxes?limit=100${pairs.length > 0 ? `&metadata=${metadata}` : ""}${rest ? `&${rest}` : ""}`;
  let total = "";
  const list = async (): Promise<void> => {
    const reply = await call("GET", path);
    total = reply.headers.get("x-total-running") ?? "";
    await reply.arrayBuffer();
  };
  await report(`list, ${name}`, list, () => ({ matches: Number(total) }));
});

test("list: another filter every time", async () => {
  // Two tags that are broad in the demo fleet, in every combination: none was counted before.
  const teams = ["agents", "evals", "platform", "growth", "search", "support", "data", "research"];
  const others: Metadata = [
    ["agent", "browser"],
    ["env", "staging"],
    ["job", "unit"],
    ["region", "us-phx-1"],
    ["env", "ci"],
    ["customer", "acme"],
  ];
  const fresh = teams.flatMap((team) => others.map((other): Metadata => [["team", team], other]));
  await report("list, another two pairs each time", async () => {
    const metadata = encodeURIComponent(encodeMetadataFilter(fresh.pop() ?? []));
    await (await call("GET", `/v2/sandboxes?limit=100&metadata=${metadata}`)).arrayBuffer();
  });
});

test("create", async () => {
  const body = {
    templateID: "base",
    timeout: 3600,
    metadata: { env: "prod", team: "agents", user: "u", job: "j", run: "r" },
  };
  await report("create with 5 pairs", async () => {
    const reply = await call("POST", "/sandboxes", body);
    expect(reply.status).toBe(201);
    await reply.arrayBuffer();
  });
});

test("get, pause, resume, kill", async () => {
  const ids: string[] = [];
  for (let index = 0; index < rounds; index += 1) ids.push(await create());
  for (const [name, method, action, status] of [
    ["get", "GET", "", 200],
    ["pause", "POST", "/pause", 204],
    ["connect (resumes)", "POST", "/connect", 201],
    ["kill", "DELETE", "", 204],
  ] as const) {
    const left = [...ids];
    await report(name, async () => {
      const reply = await call(method, `/sandboxes/${left.pop() ?? ""}${action}`);
      expect(reply.status).toBe(status);
      await reply.arrayBuffer();
    });
  }
});

async function create(): Promise<string> {
  const reply = await call("POST", "/sandboxes", {
    templateID: "base",
    timeout: 3600,
    metadata: { env: "prod" },
  });
  const body: unknown = await reply.json();
  if (typeof body === "object" && body !== null && "sandboxID" in body) return String(body.sandboxID);
  throw new Error(`no sandbox: ${reply.status}`);
}

/** The first call is told apart: later ones find counts that the engine remembers, as a console that refreshes does. */
async function report(
  what: string,
  call: () => Promise<void>,
  more: () => Record<string, number> = () => ({}),
): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = performance.now();
    await call();
    times.push(performance.now() - before);
  }
  const [first = 0] = times;
  times.sort((a, b) => a - b);
  const at = (share: number): number => Number((times[Math.floor(share * (rounds - 1))] ?? 0).toFixed(2));
  table.push({
    what,
    "first ms": Number(first.toFixed(2)),
    "median ms": at(0.5),
    "p95 ms": at(0.95),
    ...more(),
  });
}

const call = (method: string, path: string, body?: object): Promise<Response> =>
  fetch(`${engine.url}${path}`, {
    method,
    headers: { "x-api-key": key },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });

async function start(): Promise<Engine> {
  const limits = { concurrentSandboxes: 10_000_000 };
  const started = await startEngine({ dataDir, key, host: "127.0.0.1", port: 0, limits });
  if (!started.ok) throw new Error(started.error.message);
  return started.value;
}

/** Fills the engine; gives how long it took in milliseconds. */
function fill(count: number): number {
  const before = performance.now();
  expect(engine.fillDemo(count).ok).toBe(true);
  return performance.now() - before;
}
