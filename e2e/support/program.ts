import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { cleanEnvironment } from "./clean-environment.ts";

const root = resolve(fileURLToPath(import.meta.url), "../../..");

export interface ProgramResult {
  readonly code: number | null;
  /** What it printed and nobody read with `line`. */
  readonly stdout: string;
  readonly stderr: string;
}

/** A person's program while it runs. */
export interface Program {
  /** The next line it prints. Throws with what it complained of when it ends instead. */
  readonly line: () => Promise<string>;
  /** Writes a line to it. */
  readonly say: (line: string) => void;
  /** Waits for its end. */
  readonly ended: () => Promise<ProgramResult>;
}

/**
 * Starts a program: JavaScript in a process of its own that knows its fleet by its environment alone, and finds packages as from
 * the root of this project.
 * @param source an ES module
 * @param environment what it is given, such as `NOVITA_API_URL` and `NOVITA_API_KEY`
 */
export function startProgram(source: string, environment: Readonly<Record<string, string>>): Program {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", source], {
    cwd: root,
    env: cleanEnvironment(environment),
    stdio: ["pipe", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const closed = once(child, "close");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    line: async () => {
      const next = await lines.next();
      if (next.done) throw new Error(`The program ended with ${child.exitCode}:\n${stderr}`);
      return next.value;
    },
    say: (line) => void child.stdin.write(`${line}\n`),
    ended: async () => {
      child.stdin.end();
      const rest: string[] = [];
      for (let next = await lines.next(); !next.done; next = await lines.next()) rest.push(next.value);
      await closed;
      return { code: child.exitCode, stdout: rest.join("\n"), stderr };
    },
  };
}

/** Runs a program that must end well; gives what it printed. */
export async function runProgram(
  source: string,
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const { code, stdout, stderr } = await startProgram(source, environment).ended();
  if (code !== 0) throw new Error(`The program ended with ${code}:\n${stderr}`);
  return stdout;
}
