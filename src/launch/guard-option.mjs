import { fileURLToPath } from "node:url";

const guard = fileURLToPath(new URL("./net-guard.mjs", import.meta.url)).replaceAll("\\", "/");

/**
 * What NODE_OPTIONS says so that a process is guarded. `--require`, for `--import` does not reach threads made from a
 * text; Node loads a module that way, too.
 */
export const GUARD_OPTION = `--require="${guard}"`;
