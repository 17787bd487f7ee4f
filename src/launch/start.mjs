import "./node-version.mjs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { runProgram } from "./program.mjs";

const build = await runProgram(async (context) => {
  await ensureInstalled(context);
  return ensureBuilt(context);
});

// In this process, not a child: the server has the terminal, the flags (process.argv), the signals and the exit code
// for itself, with nobody between who could pass one on twice or forget to.
await import(pathToFileURL(join(build, "server", "main.js")).href);
