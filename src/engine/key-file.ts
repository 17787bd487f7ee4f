import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail, ok, type Result } from "#contract/result.ts";
import type { EngineFailure } from "./failure.ts";

/** The file in the data folder that keeps the engine's key between starts. */
export const KEY_FILE = "engine.key";

/**
 * The key of the engine whose data lies in `dataDir`: read from its `engine.key`, which is made on first use, whole or not at all and
 * readable by its owner only. Two programs that ask at the same moment get the same key.
 */
export function loadOrMakeEngineKey(dataDir: string): Result<string, EngineFailure> {
  const path = join(dataDir, KEY_FILE);
  const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const present = readKey(path);
    if (present !== undefined) return present;
    writeFileSync(draft, `sandbar_${randomBytes(24).toString("hex")}\n`, {
      mode: 0o600,
      flag: "wx",
      flush: true,
    });
    try {
      // A link never replaces what is there: of two makers one wins, and both then read the winner's key.
      linkSync(draft, path);
    } catch (error) {
      if (!hasCode(error, "EEXIST")) throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    return readKey(path) ?? unusable(path, "it vanished while it was read");
  } catch (error) {
    return unusable(path, error instanceof Error ? error.message : String(error));
  }
}

function readKey(path: string): Result<string, EngineFailure> | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
  const key = text.trim();
  // What a request header can carry, and long enough not to be guessed.
  if (!/^[\x21-\x7e]{8,256}$/.test(key)) return unusable(path, "it holds no usable key");
  chmodSync(path, 0o600);
  return ok(key);
}

const unusable = (path: string, why: string): Result<never, EngineFailure> =>
  fail({
    code: "key-unusable",
    message: `The engine's key file ${path} cannot be used: ${why}.`,
    remedy:
      "Make the file readable, or delete it to have a new key made, or start the engine with a key of your own.",
  });

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;
