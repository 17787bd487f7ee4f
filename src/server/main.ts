import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";
import { loadOrMakeEngineKey, startEngine } from "#engine/index.ts";
import { parseConfig } from "./config.ts";
import { startConsole, type Running } from "./start.ts";
import { version } from "./version.ts";

// The composition root: what a person typed becomes a running console, or an exit code and words.

const say = (line: string): void => console.log(line);
const warn = (line: string): void => console.error(line);

function giveUp(problems: readonly string[]): never {
  for (const problem of problems) warn(`sandbar: ${problem}`);
  process.exit(1);
}

async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  terminal.on("SIGINT", () => process.exit(130));
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

const command = parseConfig(process.env, process.argv.slice(2));
if (!command.ok) giveUp([...command.error, "--help lists every setting."]);
if (command.value.kind === "help") {
  say(command.value.text);
  process.exit(0);
}
if (command.value.kind === "version") {
  say(version);
  process.exit(0);
}

/** From Ctrl-C to the end, whatever hangs. What is cut then is safe: the engine's data survives worse. */
const STOP_MAX_MS = 1900;

/** The first Ctrl-C lets requests in flight finish, the second does not. */
function endWith(console: Running): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) process.exit(130);
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_MAX_MS);
    void console.stop().then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  process.on("SIGHUP", stop);
}

const running = await startConsole({
  config: command.value.config,
  version,
  clientFolder: fileURLToPath(new URL("../client", import.meta.url)),
  engine: { loadOrMakeKey: loadOrMakeEngineKey, start: startEngine },
  say,
  warn,
  ...(process.stdin.isTTY ? { ask } : {}),
});
if (!running.ok) giveUp([running.error]);
endWith(running.value);
