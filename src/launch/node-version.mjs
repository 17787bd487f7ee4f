// Imported first by every entry, so that an old Node is refused in words before anything it cannot run is reached.
// For the same reason the launcher imports no builtin that is newer than Node 16.

/** The oldest Node that runs Sandbar; `engines` in package.json says the same (a test compares them). */
export const OLDEST_NODE = "20.19.0";

/**
 * @param {string} version such as "20.19.0"
 * @returns {string | undefined} what is wrong with this Node and what to do, or nothing
 */
export function nodeProblem(version) {
  const have = version.split(".").map(Number);
  const need = OLDEST_NODE.split(".").map(Number);
  for (const [index, least] of need.entries()) {
    const part = have[index] ?? 0;
    if (part > least) return undefined;
    if (part < least)
      return `Sandbar needs Node ${OLDEST_NODE} or newer; this is Node ${version} (${process.execPath}). Install a current one from https://nodejs.org and run the command again.`;
  }
  return undefined;
}

const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
