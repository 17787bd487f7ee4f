import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { fail, ok, type Result } from "#contract/result.ts";
import { numberAt, openDatabase, sqliteCode, textAt, type Database } from "./database.ts";

/** What one program keeps in a database file: how to recognise it, and the steps that lead to its newest shape. */
export interface Schema {
  /** Stands in the file's header, so that another program's database is never mistaken for ours. A positive 31-bit integer. */
  readonly applicationId: number;
  /** Applied in order, each once. A database at version n has seen the first n. Never edit one that was released. */
  readonly migrations: readonly string[];
}

export interface OpenFailure {
  readonly code: "corrupt" | "newer" | "foreign" | "unopenable";
  /** What is wrong with which file. */
  readonly message: string;
}

/** Files up to this size are checked whole at opening (about 1 ms a MiB); larger ones as they are read. */
const WHOLE_CHECK_BYTES = 256 * 1024 * 1024;

const fileHeader = { bytes: 100, magic: "SQLite format 3\0", userVersion: 60, applicationId: 68 } as const;

/**
 * Opens the database at `path`, making or migrating it as needed, in write-ahead mode with commits that outlive the process at any
 * moment (`synchronous` is NORMAL: a power cut may cost the last commits, never the file). A file that is corrupt, newer than
 * `schema`, or another program's is refused before anything is written to it.
 */
export function openStore(path: string, schema: Schema): Result<Database, OpenFailure> {
  const refused = refusalByHeader(path, schema);
  if (refused) return fail(refused);
  let database: Database;
  try {
    database = openDatabase(path);
  } catch (error) {
    return fail(openFailure(path, error));
  }
  try {
    const problem = refusalByContent(path, database, schema);
    if (problem) {
      database.close();
      return fail(problem);
    }
    database.exec("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY");
    migrate(database, schema);
    return ok(database);
  } catch (error) {
    database.close();
    return fail(openFailure(path, error));
  }
}

/** Looks at the file without SQLite, which would already touch what lies beside it. */
function refusalByHeader(path: string, schema: Schema): OpenFailure | undefined {
  if (!existsSync(path) || statSync(path).size === 0) return undefined;
  const header = Buffer.alloc(fileHeader.bytes);
  let read: number;
  try {
    const file = openSync(path, "r");
    read = readSync(file, header, 0, fileHeader.bytes, 0);
    closeSync(file);
  } catch (error) {
    return openFailure(path, error);
  }
  if (read < fileHeader.bytes || header.toString("latin1", 0, fileHeader.magic.length) !== fileHeader.magic)
    return { code: "corrupt", message: `${path} is not a database, or its beginning is damaged.` };
  const version = header.readInt32BE(fileHeader.userVersion);
  return refusalByMarks(path, header.readInt32BE(fileHeader.applicationId), version, schema);
}

function refusalByMarks(
  path: string,
  applicationId: number,
  version: number,
  schema: Schema,
): OpenFailure | undefined {
  // A kill between the creation of the file and the first migration leaves both marks at zero.
  if (applicationId !== schema.applicationId && (applicationId !== 0 || version !== 0))
    return { code: "foreign", message: `${path} belongs to another program.` };
  const known = schema.migrations.length;
  if (version > known)
    return {
      code: "newer",
      message: `${path} was written by a newer version of this program (format ${version}; this one knows up to ${known}).`,
    };
  return undefined;
}

/** The same marks once more, as they may still be in the log beside the file, and the file's soundness. */
function refusalByContent(path: string, database: Database, schema: Schema): OpenFailure | undefined {
  const refused = refusalByMarks(
    path,
    pragmaNumber(database, "application_id"),
    pragmaNumber(database, "user_version"),
    schema,
  );
  if (refused) return refused;
  const counted = database.prepare("SELECT count(*) FROM sqlite_schema").row();
  const isBare = counted === undefined || numberAt(counted, 0) === 0;
  const isMarked = pragmaNumber(database, "user_version") > 0;
  if (!isMarked && !isBare) return { code: "foreign", message: `${path} belongs to another program.` };
  if (isMarked && isBare) return { code: "corrupt", message: `${path} has lost its tables.` };
  if (statSync(path).size > WHOLE_CHECK_BYTES) return undefined;
  const verdict = database.prepare("PRAGMA quick_check(1)").row();
  return verdict && textAt(verdict, 0) === "ok"
    ? undefined
    : { code: "corrupt", message: `${path} is damaged.` };
}

function migrate(database: Database, schema: Schema): void {
  database.exec("PRAGMA journal_mode = WAL");
  for (const [index, sql] of schema.migrations.entries()) {
    if (index < pragmaNumber(database, "user_version")) continue;
    database.transaction(() => {
      database.exec(sql);
      database.exec(`PRAGMA application_id = ${schema.applicationId}; PRAGMA user_version = ${index + 1}`);
    });
  }
}

function pragmaNumber(database: Database, name: "application_id" | "user_version"): number {
  const row = database.prepare(`PRAGMA ${name}`).row();
  return row ? numberAt(row, 0) : 0;
}

function openFailure(path: string, error: unknown): OpenFailure {
  const code = sqliteCode(error);
  if (code === "SQLITE_NOTADB" || code === "SQLITE_CORRUPT")
    return { code: "corrupt", message: `${path} is not a database, or is damaged.` };
  const words = error instanceof Error ? error.message : String(error);
  return { code: "unopenable", message: `${path} cannot be opened: ${words}.` };
}
