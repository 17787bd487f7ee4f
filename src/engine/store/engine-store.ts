import { join } from "node:path";
import { fail, ok, type Result } from "#contract/result.ts";
import { numberAt, sqliteCode, textAt, type Database, type Statement } from "#sqlite/database.ts";
import { openStore, type OpenFailure } from "#sqlite/open-store.ts";
import type { Sandbox } from "../sandbox.ts";
import { bulkInsert } from "./bulk-insert.ts";
import { EventStore, type EventDraft } from "./event-store.ts";
import { FilterTotals } from "./filter-totals.ts";
import { ListStore } from "./list-store.ts";
import { fromColumns, sandboxColumns, storedPairs, toColumns } from "./sandbox-columns.ts";
import { engineSchema, stateCodes } from "./schema.ts";

/** One change and the event that tells of it. Without `before` the sandbox is new, without `after` it is gone. */
export interface Write {
  readonly before?: Sandbox;
  readonly after?: Sandbox;
  /** Microseconds. */
  readonly at: number;
  readonly event?: EventDraft;
}

/** What all sandboxes add up to. */
export interface FleetTotals {
  readonly running: number;
  readonly paused: number;
  /** Of the running ones. */
  readonly vcpu: number;
  readonly memoryMiB: number;
}

const noTotals: FleetTotals = { running: 0, paused: 0, vcpu: 0, memoryMiB: 0 };

/** Opens the engine's database in its data folder, which the caller holds. */
export function openEngineStore(dataDir: string): Result<EngineStore, OpenFailure> {
  const path = join(dataDir, "engine.db");
  const opened = openStore(path, engineSchema);
  if (!opened.ok) return opened;
  try {
    return ok(new EngineStore(opened.value));
  } catch (error) {
    opened.value.close();
    return fail({ code: "corrupt", message: `${path} lacks what it should hold: ${String(error)}.` });
  }
}

/** All the engine keeps. Every write is one transaction: done and durable when the call returns, or not at all. */
export class EngineStore {
  readonly events: EventStore;
  readonly lists: ListStore;
  readonly #database: Database;
  readonly #filterTotals = new FilterTotals();
  readonly #find: Statement;
  readonly #overdue: Statement;
  readonly #nextDeadline: Statement;
  readonly #insert: Statement;
  readonly #update: Statement;
  readonly #delete: Statement;
  readonly #insertPair: Statement;
  readonly #deletePair: Statement;
  readonly #spawned: Statement;
  #totals = noTotals;

  constructor(database: Database) {
    const columns = sandboxColumns.join(", ");
    this.#database = database;
    this.events = new EventStore(database);
    this.lists = new ListStore(database, this.#filterTotals);
    this.#find = database.prepare(`SELECT ${columns} FROM sandbox WHERE id = ?`);
    this.#overdue = database.prepare(
      `SELECT ${columns} FROM sandbox INDEXED BY sandbox_deadline WHERE state = ${stateCodes.running} AND end_at <= ? ORDER BY end_at LIMIT ?`,
    );
    this.#nextDeadline = database.prepare(
      `SELECT end_at FROM sandbox INDEXED BY sandbox_deadline WHERE state = ${stateCodes.running} ORDER BY end_at LIMIT 1`,
    );
    this.#insert = database.prepare(
      `INSERT INTO sandbox (${columns}) VALUES (${sandboxColumns.map(() => "?").join(", ")})`,
    );
    this.#update = database.prepare("UPDATE sandbox SET state = ?, neg_started = ?, end_at = ? WHERE id = ?");
    this.#delete = database.prepare("DELETE FROM sandbox WHERE id = ?");
    this.#insertPair = database.prepare(
      "INSERT INTO meta (k, v, state, neg_started, id) VALUES (?, ?, ?, ?, ?)",
    );
    this.#deletePair = database.prepare(
      "DELETE FROM meta WHERE k = ? AND v = ? AND state = ? AND neg_started = ? AND id = ?",
    );
    this.#spawned = database.prepare(
      `INSERT INTO template_use (template, spawned, last_spawned) VALUES (?, 1, ?)
       ON CONFLICT (template) DO UPDATE SET spawned = spawned + 1, last_spawned = excluded.last_spawned`,
    );
    this.#readTotals();
  }

  get totals(): FleetTotals {
    return this.#totals;
  }

  find(id: string): Sandbox | undefined {
    const row = this.#find.row(id);
    return row && fromColumns(row);
  }

  /** Running sandboxes whose deadline is at or before `now`, the longest overdue first. */
  overdue(now: number, limit: number): readonly Sandbox[] {
    return this.#overdue.rows(now, limit).map(fromColumns);
  }

  /** The deadline that comes first, in microseconds. */
  nextDeadline(): number | undefined {
    const row = this.#nextDeadline.row();
    return row && numberAt(row, 0);
  }

  /** The newest start there is, in microseconds; 0 without sandboxes. */
  lastStarted(): number {
    const newest = this.#database.prepare("SELECT min(neg_started) FROM sandbox WHERE state = ?");
    return Math.max(
      ...Object.values(stateCodes).map((state) => {
        const row = newest.row(state);
        return typeof row?.[0] === "number" ? -row[0] : 0;
      }),
    );
  }

  write(writes: readonly Write[]): void {
    this.#database.transaction(() => {
      for (const write of writes) this.#record(write);
    });
    for (const { before, after } of writes) {
      this.#totals = add(add(this.#totals, before, -1), after, 1);
      this.#filterTotals.moved(before, after);
    }
  }

  /** Fills an empty store with many sandboxes at once, marking it as demo data. */
  load(sandboxes: Iterable<Sandbox>): void {
    this.#database.exec("INSERT OR REPLACE INTO setting (name, value) VALUES ('demo', 'yes')");
    bulkInsert(this.#database, sandboxes);
    this.#filterTotals.forget();
    this.#readTotals();
  }

  /** Removes every sandbox and event and all else that was recorded. */
  empty(): void {
    this.#database.transaction(() =>
      this.#database.exec(
        "DELETE FROM sandbox; DELETE FROM meta; DELETE FROM event; DELETE FROM template_use; DELETE FROM setting",
      ),
    );
    this.#filterTotals.forget();
    this.#totals = noTotals;
  }

  isDemo(): boolean {
    return this.#database.prepare("SELECT 1 FROM setting WHERE name = 'demo'").row() !== undefined;
  }

  /** How often each template was started, and when last (microseconds). */
  templateUse(): ReadonlyMap<string, { readonly spawned: number; readonly lastSpawned: number }> {
    const rows = this.#database.prepare("SELECT template, spawned, last_spawned FROM template_use").rows();
    return new Map(
      rows.map((row) => [textAt(row, 0), { spawned: numberAt(row, 1), lastSpawned: numberAt(row, 2) }]),
    );
  }

  /** Moves the log into the database file, so that the file alone is the whole database, and closes it. */
  close(): void {
    try {
      this.#database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").rows();
    } catch (error) {
      // Where the disk is full, say, the log stays beside the file and is read at the next start: nothing is lost.
      if (sqliteCode(error) === undefined) throw error;
    } finally {
      this.#database.close();
    }
  }

  #record({ before, after, at, event }: Write): void {
    const sandbox = after ?? before;
    if (!sandbox) return;
    const moves = before?.state !== after?.state || before?.startedAt !== after?.startedAt;
    if (before && moves) this.#eachPair(before, this.#deletePair);
    if (!after) this.#delete.run(sandbox.id);
    else if (before) this.#update.run(stateCodes[after.state], -after.startedAt, after.endAt, after.id);
    else {
      this.#insert.run(...toColumns(after));
      this.#spawned.run(after.templateId, after.startedAt);
    }
    if (after && moves) this.#eachPair(after, this.#insertPair);
    if (event) this.events.add({ ...event, at, sandboxId: sandbox.id, templateId: sandbox.templateId });
  }

  #eachPair(sandbox: Sandbox, statement: Statement): void {
    for (const [key, value] of storedPairs(sandbox))
      statement.run(key, value, stateCodes[sandbox.state], -sandbox.startedAt, sandbox.id);
  }

  #readTotals(): void {
    const rows = this.#database
      .prepare(
        "SELECT state, count(*), sum(cpu_count), sum(memory_mib) FROM sandbox NOT INDEXED GROUP BY state",
      )
      .rows();
    this.#totals = noTotals;
    for (const row of rows) {
      const count = numberAt(row, 1);
      if (numberAt(row, 0) === stateCodes.paused) this.#totals = { ...this.#totals, paused: count };
      else
        this.#totals = {
          ...this.#totals,
          running: count,
          vcpu: numberAt(row, 2),
          memoryMiB: numberAt(row, 3),
        };
    }
  }
}

function add(totals: FleetTotals, sandbox: Sandbox | undefined, sign: 1 | -1): FleetTotals {
  if (!sandbox) return totals;
  if (sandbox.state === "paused") return { ...totals, paused: totals.paused + sign };
  return {
    ...totals,
    running: totals.running + sign,
    vcpu: totals.vcpu + sign * sandbox.cpuCount,
    memoryMiB: totals.memoryMiB + sign * sandbox.memoryMiB,
  };
}
