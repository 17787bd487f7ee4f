import { closeSync, existsSync, openSync } from "node:fs";
import { createRequire } from "node:module";
import type Libsql from "libsql";

/**
 * What may be bound. Anything else is kept out by type: the driver aborts the whole process on a boolean. Numbers arrive as
 * SQLite reals, so columns that hold integers must say `INTEGER`, which turns them back.
 */
export type SqlValue = string | number | null | Uint8Array;
/** One result row, its columns by position. Read it with `textAt`, `numberAt` and `textOrNullAt`. */
export type SqlRow = readonly unknown[];

export interface Statement {
  /** Runs a statement that gives no rows; returns how many rows it changed. */
  run(...parameters: readonly SqlValue[]): number;
  /** The first row, if any. */
  row(...parameters: readonly SqlValue[]): SqlRow | undefined;
  rows(...parameters: readonly SqlValue[]): readonly SqlRow[];
}

/** One open database. Everything is synchronous: what returned is done, and a transaction that returned is committed. */
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  /** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
  transaction<T>(work: () => T): T;
  /** Closes the connection. The driver lets go of the file only when its statements are collected: end transactions first. */
  close(): void;
}

// Not an import: bundlers must leave the native module where it is.
const Driver: typeof Libsql = createRequire(import.meta.url)("libsql");

/**
 * Opens a database file, or creates it for its owner's eyes only. Throws what the driver throws; `openStore` turns that into words.
 */
export function openDatabase(path: string): Database {
  // Exclusively: to open and close a file that this process has locked elsewhere would drop those locks.
  if (!existsSync(path)) closeSync(openSync(path, "wx", 0o600));
  const connection = new Driver(path);
  let isOpen = true;
  // The driver aborts the process, or worse, still writes, when a closed connection is used.
  const live = (): void => {
    if (!isOpen) throw new Error("the database is closed");
  };
  const exec = (sql: string): void => {
    live();
    connection.exec(sql);
  };
  return {
    exec,
    prepare(sql) {
      live();
      return statementOf(connection.prepare(sql), live);
    },
    transaction(work) {
      exec("BEGIN IMMEDIATE");
      try {
        const result = work();
        exec("COMMIT");
        return result;
      } catch (error) {
        // SQLite has rolled back by itself after some failures, such as a full disk.
        if (isOpen && connection.inTransaction) exec("ROLLBACK");
        throw error;
      }
    },
    close() {
      live();
      isOpen = false;
      connection.close();
    },
  };
}

function statementOf(prepared: Libsql.Statement, live: () => void): Statement {
  if (prepared.reader) prepared.raw();
  const asRow = (value: unknown): SqlRow | undefined => (Array.isArray(value) ? value : undefined);
  return {
    run(...parameters) {
      live();
      return prepared.run([...parameters]).changes;
    },
    row(...parameters) {
      live();
      return asRow(prepared.get([...parameters]));
    },
    rows(...parameters) {
      live();
      return prepared.all([...parameters]).map((value) => asRow(value) ?? []);
    },
  };
}

/** A column that must hold text. Throws when it does not: then the schema and the code disagree. */
export function textAt(row: SqlRow, column: number): string {
  const value = row[column];
  if (typeof value !== "string") throw new TypeError(`column ${column} is ${typeof value}, not text`);
  return value;
}

/** A column that must hold a number. Throws when it does not. */
export function numberAt(row: SqlRow, column: number): number {
  const value = row[column];
  if (typeof value !== "number") throw new TypeError(`column ${column} is ${typeof value}, not a number`);
  return value;
}

export const textOrNullAt = (row: SqlRow, column: number): string | null =>
  row[column] === null ? null : textAt(row, column);

/** The driver's code of a failure (`SQLITE_BUSY`, …), or `undefined` for any other error. */
export function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" && error.code.startsWith("SQLITE_") ? error.code : undefined;
}
