import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { numberAt, openDatabase, sqliteCode, textAt, textOrNullAt } from "./database.ts";
import { holdFolder } from "./holder.ts";
import { openStore, type Schema } from "./open-store.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "sandbar-sqlite-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

const schema = (...migrations: string[]): Schema => ({ applicationId: 77, migrations });

test("values come back as they were; whole numbers stay whole in integer columns", () => {
  const database = openDatabase(join(folder(), "a.db"));
  database.exec("CREATE TABLE t (a TEXT, b INTEGER, c TEXT)");
  const insert = database.prepare("INSERT INTO t VALUES (?, ?, ?)");
  expect(insert.run("ü😀", 1_790_000_000_000_001, null)).toBe(1);
  const row =
    database.prepare("SELECT a, b, c, typeof(b) FROM t WHERE b = ?").row(1_790_000_000_000_001) ?? [];
  expect([textAt(row, 0), numberAt(row, 1), textOrNullAt(row, 2), textAt(row, 3)]).toEqual([
    "ü😀",
    1_790_000_000_000_001,
    null,
    "integer",
  ]);
  expect(() => textAt(row, 1)).toThrow("column 1");
  expect(() => numberAt(row, 0)).toThrow("column 0");
  expect(database.prepare("SELECT a FROM t WHERE b = 0").row()).toBeUndefined();
  database.close();
});

test("a transaction is all or nothing", () => {
  const database = openDatabase(join(folder(), "a.db"));
  database.exec("CREATE TABLE t (a INTEGER PRIMARY KEY)");
  const insert = database.prepare("INSERT INTO t VALUES (?)");
  let code: string | undefined;
  try {
    database.transaction(() => [insert.run(1), insert.run(1)]);
  } catch (error) {
    code = sqliteCode(error);
  }
  expect(code).toMatch(/^SQLITE_CONSTRAINT/);
  expect(database.transaction(() => insert.run(2))).toBe(1);
  expect(database.prepare("SELECT a FROM t").rows()).toEqual([[2]]);
  database.close();
});

test("closed is closed: an error, not the end of the process", () => {
  const database = openDatabase(join(folder(), "a.db"));
  database.exec("CREATE TABLE t (a)");
  const [insert, select] = [
    database.prepare("INSERT INTO t VALUES (1)"),
    database.prepare("SELECT * FROM t"),
  ];
  database.close();
  for (const use of [
    () => insert.run(),
    () => select.row(),
    () => select.rows(),
    () => database.exec("BEGIN"),
    () => database.prepare("SELECT 1"),
    () => database.transaction(() => 1),
  ])
    expect(use).toThrow("closed");
});

test("a file is made for its owner only", () => {
  const path = join(folder(), "a.db");
  openDatabase(path).close();
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("migrations run once each, in order, over what is there; an older program then refuses", () => {
  const path = join(folder(), "a.db");
  const one = "CREATE TABLE t (a); INSERT INTO t VALUES (1)";
  const two = "ALTER TABLE t ADD COLUMN b; UPDATE t SET b = a + 1";
  for (const migrations of [[one], [one], [one, two], [one, two]]) {
    const opened = openStore(path, schema(...migrations));
    if (!opened.ok) throw new Error(opened.error.message);
    expect(opened.value.prepare("SELECT * FROM t").rows()).toEqual([migrations.length === 1 ? [1] : [1, 2]]);
    opened.value.close();
  }
  expect(openStore(path, schema(one))).toMatchObject({ ok: false, error: { code: "newer" } });
  expect(openStore(path, { applicationId: 78, migrations: [one, two] })).toMatchObject({
    ok: false,
    error: { code: "foreign" },
  });
});

test("a migration that fails leaves the version before it", () => {
  const path = join(folder(), "a.db");
  const one = "CREATE TABLE t (a)";
  expect(openStore(path, schema(one, "CREATE TABLE u (a); DROP TABLE nothing"))).toMatchObject({ ok: false });
  const opened = openStore(path, schema(one, "CREATE TABLE u (a)"));
  expect(opened.ok).toBe(true);
  if (opened.ok) opened.value.close();
});

test("an empty file is a new database", () => {
  const path = join(folder(), "a.db");
  openDatabase(path).close();
  expect(statSync(path).size).toBe(0);
  expect(openStore(path, schema("CREATE TABLE t (a)")).ok).toBe(true);
});

test("a folder is held by one at a time, and who holds it is said", () => {
  const path = folder();
  const self = { pid: 4711, since: "2026-11-23T12:00:00.000Z" };
  const first = holdFolder(path, "x", self);
  if (!first.ok) throw new Error(first.error.code);
  expect(holdFolder(path, "x", { ...self, pid: 4712 })).toEqual({
    ok: false,
    error: { code: "held", holder: self },
  });
  first.value.release();
  const second = holdFolder(path, "x", self);
  expect(second.ok).toBe(true);
  if (second.ok) second.value.release();
  expect(holdFolder(join(path, "none"), "x", self)).toMatchObject({
    ok: false,
    error: { code: "unwritable" },
  });
});
