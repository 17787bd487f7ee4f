import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail, ok, type Result } from "#contract/result.ts";
import { openDatabase, sqliteCode, type Database } from "./database.ts";

/** Who holds a folder. */
export interface Holder {
  readonly pid: number;
  /** RFC 3339, by the holder's own clock. */
  readonly since: string;
}

/** A folder held for this process alone. */
export interface Hold {
  release(): void;
}

export type HoldFailure =
  /** Another engine has it; `holder` is absent in the instant before that one has written its name. */
  | { readonly code: "held"; readonly holder: Holder | undefined }
  | { readonly code: "unwritable"; readonly message: string };

/**
 * Takes a folder for this process, so that two never write the same data. The lock is the operating system's, on a file that
 * SQLite keeps open in an exclusive transaction: it ends with the process, however that ends, so a dead holder needs no guess
 * about process ids. `<name>.holder.json` beside it only says who.
 */
export function holdFolder(folder: string, name: string, self: Holder): Result<Hold, HoldFailure> {
  const whoPath = join(folder, `${name}.holder.json`);
  let lock: Database;
  try {
    lock = openDatabase(join(folder, `${name}.lock`));
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    if (sqliteCode(error) === "SQLITE_BUSY") return fail({ code: "held", holder: readHolder(whoPath) });
    return fail({ code: "unwritable", message: errorWords(error) });
  }
  const release = (): void => {
    rmSync(whoPath, { force: true });
    lock.exec("ROLLBACK");
    lock.close();
  };
  try {
    const draft = `${whoPath}.${self.pid}`;
    writeFileSync(draft, `${JSON.stringify(self)}\n`, { mode: 0o600 });
    renameSync(draft, whoPath);
  } catch (error) {
    release();
    return fail({ code: "unwritable", message: errorWords(error) });
  }
  return ok({ release });
}

const errorWords = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function readHolder(path: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof value !== "object" || value === null || !("pid" in value) || !("since" in value))
      return undefined;
    const { pid, since } = value;
    return typeof pid === "number" && typeof since === "string" ? { pid, since } : undefined;
  } catch {
    // Absent or half-written: then the holder stays unnamed, which the failure can say.
    return undefined;
  }
}
