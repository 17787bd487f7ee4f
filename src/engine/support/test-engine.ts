import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { startEngine, type Engine, type EngineOptions } from "../index.ts";
import { ManualClock } from "./manual-clock.ts";

export const TEST_KEY = "test-key-0123456789";

/** A reply read whole. `body` is parsed JSON, `undefined` when there was none. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface TestEngine {
  readonly engine: Engine;
  readonly clock: ManualClock;
  readonly dataDir: string;
  /** What the engine logged. */
  readonly lines: string[];
  /** For the SDKs: where it is and its key. */
  readonly sdk: { readonly apiUrl: string; readonly apiKey: string };
  readonly call: (method: string, path: string, body?: unknown) => Promise<Answer>;
  /** Creates a sandbox and gives its id. */
  readonly create: (body?: object) => Promise<string>;
  /** The ids of one list page, in order. */
  readonly list: (search?: string) => Promise<string[]>;
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "sandbar-engine-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An engine of the test's own, on a clock that stands still, closed when the test ends. */
export async function testEngine(options: Partial<EngineOptions> = {}): Promise<TestEngine> {
  const dataDir = options.dataDir ?? temporaryFolder();
  const clock = options.clock instanceof ManualClock ? options.clock : new ManualClock();
  const lines: string[] = [];
  const started = await startEngine({
    host: "127.0.0.1",
    port: 0,
    key: TEST_KEY,
    log: (line) => lines.push(line),
    ...options,
    dataDir,
    clock,
  });
  if (!started.ok) throw new Error(started.error.message);
  const engine = started.value;
  onTestFinished(() => engine.close());
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${engine.url}${path}`, {
      method,
      headers: { "x-api-key": TEST_KEY },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed: unknown = text === "" ? undefined : JSON.parse(text);
    return { status: response.status, headers: response.headers, body: parsed };
  };
  return {
    engine,
    clock,
    dataDir,
    lines,
    sdk: { apiUrl: engine.url, apiKey: TEST_KEY },
    call,
    async create(body = {}) {
      const answer = await call("POST", "/sandboxes", { templateID: "base", ...body });
      if (answer.status !== 201) throw new Error(`create: ${answer.status} ${JSON.stringify(answer.body)}`);
      return textField(answer.body, "sandboxID");
    },
    async list(search = "") {
      const { body } = await call("GET", `/v2/sandboxes${search}`);
      if (!Array.isArray(body)) throw new Error(`list: ${JSON.stringify(body)}`);
      return body.map((row: unknown) => textField(row, "sandboxID"));
    },
  };
}

/** A text field of something parsed. */
export function textField(value: unknown, name: string): string {
  const field =
    typeof value === "object" && value !== null
      ? Object.entries(value).find(([key]) => key === name)
      : undefined;
  if (typeof field?.[1] !== "string") throw new Error(`no text ${name} in ${JSON.stringify(value)}`);
  return field[1];
}
