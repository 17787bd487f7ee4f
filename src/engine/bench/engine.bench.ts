import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeMetadataFilter, type Metadata } from "#contract/metadata.ts";
import { median, p95, recordFigures, type Figure } from "#e2e/bench/figures.ts";
import { knobs } from "#e2e/bench/knobs.ts";
import { startEngine, type Engine } from "../index.ts";

const rounds = 41;
const key = "bench-key-0123456789";
/** At 100,000, at the median. */
const pageLimit = 10;
const createLimit = 5;

let dataDir = "";
let engine: Engine;

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

describe.each(knobs.sandboxes)("with %i sandboxes", (sandboxes) => {
  const medians: Figure[] = [];
  const p95s: Figure[] = [];
  const firsts: Figure[] = [];
  const isJudged = sandboxes <= 100_000;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "engine-bench-"));
    engine = await start();
    const fillMs = fill(sandboxes);
    await engine.close();
    const megabytes = statSync(join(dataDir, "engine.db")).size / 1e6;
    const before = performance.now();
    engine = await start();
    const openMs = performance.now() - before;
    recordFigures("The engine: filling", `${sandboxes.toLocaleString("en")} sandboxes`, [
      { name: "filled in", value: fillMs, unit: "ms" },
      { name: "opened again in", value: openMs, unit: "ms" },
      // The file's, which is no budget.
      { name: "file", value: megabytes, unit: "MB" },
    ]);
  });

  afterAll(async () => {
    const table = `The engine: requests over HTTP, pages of 100, ${rounds} runs each`;
    const size = sandboxes.toLocaleString("en");
    recordFigures(table, `${size}, median`, medians);
    recordFigures(table, `${size}, p95`, p95s);
    recordFigures(table, `${size}, first`, firsts);
    await engine.close();
    rmSync(dataDir, { recursive: true });
  });

  test.each(queries)("list: $name", async ({ name, pairs, rest }) => {
    const metadata = encodeURIComponent(encodeMetadataFilter(pairs));
    const path = `/v2/sandboxes?limit=100${pairs.length > 0 ? `&metadata=${metadata}` : ""}${rest ? `&${rest}` : ""}`;
    await report(
      `list, ${name}`,
      async () => void (await (await call("GET", path)).arrayBuffer()),
      pageLimit,
    );
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
    const list = async (): Promise<void> => {
      const metadata = encodeURIComponent(encodeMetadataFilter(fresh.pop() ?? []));
      await (await call("GET", `/v2/sandboxes?limit=100&metadata=${metadata}`)).arrayBuffer();
    };
    await report("list, another two pairs each time", list, pageLimit);
  });

  test("create", async () => {
    const body = {
      templateID: "base",
      timeout: 3600,
      metadata: { env: "prod", team: "agents", user: "u", job: "j", run: "r" },
    };
    const createOne = async (): Promise<void> => {
      const reply = await call("POST", "/sandboxes", body);
      expect(reply.status).toBe(201);
      await reply.arrayBuffer();
    };
    await report("create with 5 pairs", createOne, createLimit);
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

  /** The first call is told apart: later ones find counts that the engine remembers, as a console that refreshes does. */
  async function report(name: string, call: () => Promise<void>, limit?: number): Promise<void> {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const before = performance.now();
      await call();
      times.push(performance.now() - before);
    }
    const judged = limit !== undefined && isJudged ? { limit } : {};
    medians.push({ name, value: median(times), unit: "ms", ...judged });
    p95s.push({ name, value: p95(times), unit: "ms" });
    firsts.push({ name, value: times[0] ?? Number.NaN, unit: "ms" });
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
