import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * The files under some paths of a folder, sorted, written with `/`. Dot files (an editor's, the system's) do not count;
 * a path that does not exist contributes nothing.
 * @param {string} root
 * @param {readonly string[]} paths files or folders, relative to `root`
 * @param {(path: string) => boolean} [keep]
 * @returns {string[]}
 */
export function listFiles(root, paths, keep = () => true) {
  /** @type {string[]} */
  const found = [];
  /** @param {string} path */
  const walk = (path) => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory()) walk(`${path}/${entry.name}`);
      else found.push(`${path}/${entry.name}`);
    }
  };
  for (const path of paths) {
    const stat = statSync(join(root, path), { throwIfNoEntry: false });
    if (stat?.isDirectory()) walk(path);
    else if (stat !== undefined) found.push(path);
  }
  return found.filter(keep).sort();
}

/**
 * One hash over names and contents. No cache of times and sizes: reading this project's sources takes a few hundredths
 * of a second, and a cache can be wrong.
 * @param {string} root
 * @param {readonly string[]} files relative to `root`
 * @returns {string} 64 hexadecimal digits
 */
export function hashFiles(root, files) {
  const hash = createHash("sha256");
  for (const file of files) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}
