import "./node-version.mjs";
import { pathToFileURL } from "node:url";
import { ensureInstalled } from "./install.mjs";
import { runProgram } from "./program.mjs";
import { toolCommand } from "./tool.mjs";

const [node, vite] = await runProgram(async (context) => {
  await ensureInstalled(context);
  return toolCommand(context.root, "vite");
});

// Vite runs in this process for the same reasons as the server does in start.mjs. It reads process.argv as its own, so
// Sandbar's flags travel in a variable; and a NODE_ENV of the shell would turn hot reload off.
process.env["SANDBAR_FLAGS"] = JSON.stringify(process.argv.slice(2));
process.env["NODE_ENV"] = "development";
process.argv = [node, vite];
await import(pathToFileURL(vite).href);
