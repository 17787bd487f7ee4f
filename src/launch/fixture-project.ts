import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished, vi } from "vitest";
import { cleanEnvironment } from "./clean-env.mjs";

// Tests that start programs, npm among them, on a machine that is busy with all the other tests.
vi.setConfig({ testTimeout: 60_000 });

/**
 * A builder that takes a moment, notes that it ran, and bundles by copying. A source that says so makes it stop half
 * way, or fail.
 */
const VITE = `
  import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
  import { setTimeout } from "node:timers/promises";
  if (process.argv[2] !== "build") {
    console.log(JSON.stringify({ args: process.argv.slice(2), flags: process.env.SANDBAR_FLAGS, mode: process.env.NODE_ENV }));
    process.exit(0);
  }
  appendFileSync("builds.log", process.env.NODE_ENV + "\\n");
  const out = process.env.SANDBAR_OUT_DIR;
  mkdirSync(out + "/client"); mkdirSync(out + "/server");
  const source = readFileSync("src/server/main.js", "utf8");
  cpSync("index.html", out + "/client/index.html");
  if (source.includes("HANGS")) { writeFileSync("hanging", ""); 
    const parent = process.ppid; setInterval(() => process.ppid === parent || process.exit(1), 20); await new Promise(() => {}); }
  if (source.includes("BREAKS")) { console.error("main.js:1 broken"); process.exit(1); }
  await setTimeout(50);
  writeFileSync(out + "/server/main.js", source);
`;

/** A temporary checkout holding this launcher, a server of one file, and stand-ins for the tools it starts. */
export type FixtureProject = {
  root: string;
  write: (path: string, content: string) => void;
  /** A stand-in for a package with a program: `source` is a module. */
  addTool: (packageName: string, program: string, source: string) => void;
  launch: (args: string[], env?: NodeJS.ProcessEnv) => Launched;
};

type Launched = {
  readonly output: string;
  /** Resolves when the output so far matches; never when it ends without. */
  saying: (pattern: RegExp) => Promise<void>;
  kill: (signal: NodeJS.Signals) => void;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; output: string }>;
};

/** Deleted, with every process started from it, when the test that asked for it is over. */
export function fixtureProject(serverSource = "console.log('server runs')"): FixtureProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "sandbar-launch-")));
  const running = new Set<Launched>();
  onTestFinished(async () => {
    for (const launched of running) launched.kill("SIGKILL");
    await Promise.all([...running].map(({ ended }) => ended));
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  });

  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const addTool = (packageName: string, program: string, source: string) => {
    const manifest = { name: packageName, type: "module", bin: { [program]: "program.js" } };
    write(`node_modules/${packageName}/package.json`, JSON.stringify(manifest));
    write(`node_modules/${packageName}/program.js`, source);
  };
  const launch = (args: string[], env: NodeJS.ProcessEnv = {}) => {
    const launched = start(root, args, env);
    running.add(launched);
    void launched.ended.then(() => running.delete(launched));
    return launched;
  };

  const here = dirname(fileURLToPath(import.meta.url));
  mkdirSync(join(root, "src", "launch"), { recursive: true });
  for (const name of readdirSync(here).filter((file) => file.endsWith(".mjs")))
    cpSync(join(here, name), join(root, "src", "launch", name));
  write("package.json", JSON.stringify({ name: "fixture", version: "1.0.0", type: "module" }));
  write("package-lock.json", JSON.stringify({ name: "fixture", lockfileVersion: 3, packages: { "": {} } }));
  write("node_modules/.package-lock.json", JSON.stringify({ packages: {} }));
  write("index.html", "<!doctype html>");
  write("src/server/main.js", serverSource);
  addTool("vite", "vite", VITE);
  return { root, write, addTool, launch };
}

function start(root: string, args: string[], env: NodeJS.ProcessEnv): Launched {
  const child = spawn(process.execPath, args, { cwd: root, env: cleanEnvironment(env) });
  let output = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      for (const listener of listeners) listener();
    });
  return {
    get output() {
      return output;
    },
    saying: (pattern) =>
      new Promise((resolve) => {
        const look = () => {
          if (pattern.test(output)) resolve();
        };
        listeners.add(look);
        look();
      }),
    kill: (signal) => child.kill(signal),
    ended: new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal, output }))),
  };
}
