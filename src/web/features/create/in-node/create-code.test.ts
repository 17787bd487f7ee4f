import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { NewSandbox } from "#contract/sandbox.ts";
import type { CodeTarget } from "#query/code-text.ts";
import { createBody, type CreateChoices } from "../create-body.ts";
import { createCode } from "../create-code.ts";
import { noRows, rowsOf } from "../metadata-rows.ts";

// The programs that the console hands out are run for real against a server that records what they ask.

interface Recorded {
  readonly path: string | undefined;
  readonly key: string | string[] | undefined;
  readonly body: string;
}

const KEY = "canary-key";
let server: Server;
let url = "";
let recorded: Recorded[] = [];
let folder = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "sandbar-code-"));
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      recorded.push({
        path: `${request.method} ${request.url}`,
        key: request.headers["x-api-key"],
        body: Buffer.concat(chunks).toString("utf8"),
      });
      response.writeHead(201, { "content-type": "application/json" });
      response.end(
        JSON.stringify({ sandboxID: "i1", clientID: "c1", templateID: "base", envdVersion: "0.5.14" }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The recorder has no port");
  url = `http://127.0.0.1:${address.port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  recorded = [];
});

const targetOf = (kind: CodeTarget["kind"]): CodeTarget => {
  const variable = kind === "e2b" ? "E2B_API" : "NOVITA_API";
  return {
    kind,
    url,
    sdk: {
      urlVariable: `${variable}_URL`,
      keyVariable: `${variable}_KEY`,
      keyExpression: `"$${variable}_KEY"`,
    },
  };
};

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program with a text as its input. Of this shell it sees where programs are, and nothing else. */
function run(
  command: string,
  args: readonly string[],
  input: string,
  extra: Record<string, string> = {},
): Promise<Ended> {
  const env = {
    PATH: process.env["PATH"] ?? "",
    NOVITA_API_KEY: KEY,
    E2B_API_KEY: KEY,
    NO_PROXY: "*",
    ...extra,
  };
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ["pipe", "pipe", "pipe"] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({
        code,
        stdout: Buffer.concat(out).toString("utf8"),
        stderr: Buffer.concat(err).toString("utf8"),
      }),
    );
    child.stdin.end(input);
  });
}

const has = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

const hostile: readonly (readonly [string, string])[] = [
  ["__proto__", "polluted"],
  ["constructor", "x"],
  ["quotes \" ' `", "\" ' ` \\ \\\" '' \"\"\" '''"],
  ["shell", '$(touch /tmp/x) `id` $HOME !! !x ; rm -rf "$x" && exit 1 | cat <<EOF\nEOF\n'],
  ["js", "${process.exit(1)} */ // <!-- </script>"],
  ["python", "\\N{BULLET} {x} %s \\x41 #"],
  ["lines", "a\nb\r\nc\u2028d\u2029e\u0085f"],
  ["controls", "\u0001\u001B[31m\u007F\t"],
  ["bidi \u202E", "\u2066\u202Eevil\u2069"],
  ["日本語", "😀👩‍👩‍👧 é \u{E0041}"],
  ["escapes", String.raw`\ud83d\ude00 \u0041 \U0001f600 \n`],
  ["spaces ", "  "],
  ["empty", ""],
  ["a=b&c", "x=y&z%20+"],
];

const choices: CreateChoices = {
  template: "base",
  timeoutSeconds: 5400,
  onTimeout: "pause",
  autoResume: true,
  internet: false,
  metadata: rowsOf(hostile),
  // A process cannot be given a null character or `=` in a name; the SDK forwards whatever it is given.
  environment: rowsOf(hostile),
};
const bodies: readonly (readonly [string, NewSandbox])[] = [
  ["hostile pairs, pausing", createBody(choices)],
  [
    "nothing but the choices",
    createBody({ ...choices, onTimeout: "kill", internet: true, metadata: noRows, environment: noRows }),
  ],
  ["pausing without waking", createBody({ ...choices, autoResume: false, environment: noRows })],
];

/** Equal for equal JSON, whatever the order of its keys; `__proto__` counts like any key. */
const canonical = (json: string): string => {
  const sorted = (value: unknown): unknown =>
    typeof value === "object" && value !== null
      ? Object.entries(value)
          .map(([key, entry]) => [key, sorted(entry)])
          .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
      : value;
  return JSON.stringify(sorted(JSON.parse(json)));
};

/** Sends the body as the console does, for the recorder to see both. */
const sendAsConsole = (body: NewSandbox) =>
  fetch(`${url}/sandboxes`, { method: "POST", headers: { "x-api-key": KEY }, body: JSON.stringify(body) });

test.each(bodies)("the JavaScript program sends what the console sends: %s", async (_, body) => {
  const ended = await run(
    process.execPath,
    ["--input-type=module", "-"],
    createCode(body, "js", targetOf("novita")),
  );
  expect(ended).toEqual({ code: 0, stdout: "i1\n", stderr: "" });
  await sendAsConsole(body);
  const [program, console, ...more] = recorded;
  expect(more).toEqual([]);
  expect(program?.path).toBe(console?.path);
  expect(program?.key).toBe(KEY);
  expect(canonical(program?.body ?? "")).toBe(canonical(console?.body ?? ""));
});

test.each(bodies)("with E2B's package too, which is secure without being asked: %s", async (_, body) => {
  const ended = await run(
    process.execPath,
    ["--input-type=module", "-"],
    createCode(body, "js", targetOf("e2b")),
  );
  expect(ended).toEqual({ code: 0, stdout: "i1\n", stderr: "" });
  const { secure, ...rest } = body;
  expect(secure).toBe(true);
  expect(recorded.map(({ path }) => path)).toEqual(["POST /v2/sandboxes"]);
  expect(canonical(recorded[0]?.body ?? "")).toBe(canonical(JSON.stringify(rest)));
});

const bash = has("bash", "-c", "true");
const curl = bash && has("curl", "--version");
const python = has("python3", "--version");

test.runIf(bash).each(bodies)("the curl lines are good shell: %s", async (_, body) => {
  const ended = await run("bash", ["-n"], createCode(body, "curl", targetOf("novita")));
  expect(ended).toEqual({ code: 0, stdout: "", stderr: "" });
});

test.runIf(curl).each(bodies)("the curl lines send what the console sends: %s", async (_, body) => {
  const ended = await run("bash", [], createCode(body, "curl", targetOf("novita")));
  expect(ended.code).toBe(0);
  await sendAsConsole(body);
  const [program, console, ...more] = recorded;
  expect(more).toEqual([]);
  expect(program?.path).toBe(console?.path);
  expect(program?.key).toBe(KEY);
  expect(canonical(program?.body ?? "")).toBe(canonical(console?.body ?? ""));
});

/** Stands in for the package: it tells what it was called with. */
const STUB = `
import json
class Sandbox:
    sandbox_id = "i1"
    @classmethod
    def create(cls, **options):
        print(json.dumps(options))
        return cls()
`;

test.runIf(python).each(bodies)("the Python program asks its package for the same: %s", async (_, body) => {
  const modules = join(folder, "python");
  mkdirSync(join(modules, "novita_sandbox"), { recursive: true });
  writeFileSync(join(modules, "novita_sandbox", "__init__.py"), "");
  writeFileSync(join(modules, "novita_sandbox", "core.py"), STUB);
  const code = createCode(body, "python", targetOf("novita"));
  const ended = await run("python3", ["-"], code, {
    PYTHONPATH: modules,
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONUTF8: "1",
  });
  expect(ended.stderr).toBe("");
  const [options = "", id] = ended.stdout.split("\n");
  expect(id).toBe("i1");
  expect(canonical(options)).toBe(
    canonical(
      JSON.stringify({
        template: body.templateID,
        api_key: KEY,
        api_url: url,
        timeout: body.timeout,
        secure: true,
        allow_internet_access: body.allow_internet_access,
        lifecycle: {
          on_timeout: body.autoPause ? "pause" : "kill",
          ...(body.autoResume ? { auto_resume: body.autoResume.enabled } : {}),
        },
        ...(body.metadata ? { metadata: body.metadata } : {}),
        ...(body.envVars ? { envs: body.envVars } : {}),
      }),
    ),
  );
});
