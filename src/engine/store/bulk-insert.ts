import type { Database, Statement } from "#sqlite/database.ts";
import type { Sandbox } from "../sandbox.ts";
import { sandboxColumns, toColumns } from "./sandbox-columns.ts";
import { stateCodes } from "./schema.ts";

/** Sandboxes of one transaction. Their pairs are sorted first: put into the table's key in order, they go in several times faster. */
const TOGETHER = 50_000;
/** Rows of one statement: a call into the driver costs more than a row. */
const ROWS_A_STATEMENT = 2000;

type Row = readonly (string | number | null)[];
type PairRow = readonly [key: string | null, value: string, state: number, negStarted: number, id: string];

/**
 * Inserts new sandboxes by the thousand, each with the event of its creation and, when it is paused, of its pause. Give them oldest
 * first. Rows travel as JSON, so a value with a NUL in it would be cut: for generated data only.
 */
export function bulkInsert(database: Database, sandboxes: Iterable<Sandbox>): void {
  const sandboxRows = bulkStatement(database, "sandbox", sandboxColumns);
  // JSON has no bytes, so a null stands for the key of the template's pair.
  const pairRows = bulkStatement(database, "meta", ["k", "v", "state", "neg_started", "id"], {
    k: "coalesce(value ->> 0, CAST('template' AS BLOB))",
  });
  const eventRows = bulkStatement(database, "event", [
    "at",
    "sandbox",
    "template",
    "name",
    "message",
    "status",
  ]);
  for (const batch of batches(sandboxes, TOGETHER))
    database.transaction(() => {
      insert(sandboxRows, batch.map(toColumns));
      insert(pairRows, batch.flatMap(pairsOf).sort(byKey));
      insert(eventRows, batch.flatMap(eventsOf));
    });
  database.exec(
    `INSERT OR REPLACE INTO template_use (template, spawned, last_spawned)
     SELECT template, count(*), -min(neg_started) FROM sandbox GROUP BY template`,
  );
}

function bulkStatement(
  database: Database,
  table: string,
  columns: readonly string[],
  special: Readonly<Record<string, string>> = {},
): Statement {
  const values = columns.map((column, index) => special[column] ?? `value ->> ${index}`);
  return database.prepare(
    `INSERT INTO ${table} (${columns.join(", ")}) SELECT ${values.join(", ")} FROM json_each(?)`,
  );
}

function insert(statement: Statement, rows: readonly Row[]): void {
  for (const some of batches(rows, ROWS_A_STATEMENT)) statement.run(JSON.stringify(some));
}

function pairsOf(sandbox: Sandbox): PairRow[] {
  const place = [stateCodes[sandbox.state], -sandbox.startedAt, sandbox.id] as const;
  return [
    [null, sandbox.templateId, ...place],
    ...sandbox.metadata.map((pair): PairRow => [...pair, ...place]),
  ];
}

/** Nearly the table's own order (text is compared by UTF-16 unit here, by byte there), which is all that speed needs. */
function byKey(a: PairRow, b: PairRow): number {
  const [key, otherKey] = [a[0] ?? "", b[0] ?? ""];
  if (key !== otherKey) return key < otherKey ? -1 : 1;
  if (a[1] !== b[1]) return a[1] < b[1] ? -1 : 1;
  return a[2] - b[2] || a[3] - b[3];
}

function eventsOf(sandbox: Sandbox): Row[] {
  const { id, templateId, startedAt, endAt } = sandbox;
  const created: Row = [startedAt, id, templateId, "create", "", 201];
  return sandbox.state === "paused" ? [created, [endAt, id, templateId, "pause", "", 204]] : [created];
}

function* batches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
