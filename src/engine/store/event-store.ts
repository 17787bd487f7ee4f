import { numberAt, textAt, type Database, type SqlValue, type Statement } from "#sqlite/database.ts";

/** The names of contract 7.3. */
export const eventNames = ["create", "pause", "resume", "connect", "timeout", "delete"] as const;
export type EventName = (typeof eventNames)[number];

/** Something that happened to a sandbox. Only what succeeded is recorded. */
export interface EventDraft {
  readonly name: EventName;
  /** Why, where the name does not say it: "killed by request", "deadline reached". */
  readonly message: string;
  /** The HTTP status of the call; for a deadline, that of the call it stands for. */
  readonly status: number;
}

export interface StoredEvent extends EventDraft {
  readonly seq: number;
  /** Microseconds. */
  readonly at: number;
  readonly sandboxId: string;
  readonly templateId: string;
}

export interface EventQuery {
  /** Microseconds, both inclusive. */
  readonly from: number;
  readonly to: number;
  /** Parts of ids; empty matches all. */
  readonly sandboxId: string;
  readonly templateId: string;
  /** Empty means all names. */
  readonly names: readonly EventName[];
  readonly order: "asc" | "desc";
  readonly offset: number;
  readonly limit: number;
}

export class EventStore {
  readonly #database: Database;
  readonly #insert: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#insert = database.prepare(
      "INSERT INTO event (at, sandbox, template, name, message, status) VALUES (?, ?, ?, ?, ?, ?)",
    );
  }

  add(event: Omit<StoredEvent, "seq">): void {
    const { at, sandboxId, templateId, name, message, status } = event;
    this.#insert.run(at, sandboxId, templateId, name, message, status);
  }

  list(query: EventQuery): { readonly events: readonly StoredEvent[]; readonly total: number } {
    const conditions = ["at >= ?", "at <= ?"];
    const parameters: SqlValue[] = [query.from, query.to];
    if (query.sandboxId !== "") {
      // A whole id, as a details view asks for, is found by index; a part of one is looked for everywhere.
      conditions.push(isWholeId(query.sandboxId) ? "sandbox = ?" : "instr(sandbox, ?) > 0");
      parameters.push(query.sandboxId);
    }
    if (query.templateId !== "") {
      conditions.push("instr(template, ?) > 0");
      parameters.push(query.templateId);
    }
    if (query.names.length > 0) {
      conditions.push(`name IN (${query.names.map(() => "?").join(", ")})`);
      parameters.push(...query.names);
    }
    const matching = `FROM event WHERE ${conditions.join(" AND ")}`;
    const direction = query.order === "asc" ? "ASC" : "DESC";
    const count = this.#database.prepare(`SELECT count(*) ${matching}`).row(...parameters);
    const rows = this.#database
      .prepare(
        `SELECT seq, at, sandbox, template, name, message, status ${matching}
         ORDER BY at ${direction}, seq ${direction} LIMIT ? OFFSET ?`,
      )
      .rows(...parameters, query.limit, query.offset);
    const events = rows.map((row) => ({
      seq: numberAt(row, 0),
      at: numberAt(row, 1),
      sandboxId: textAt(row, 2),
      templateId: textAt(row, 3),
      name: eventNames.find((name) => name === textAt(row, 4)) ?? "create",
      message: textAt(row, 5),
      status: numberAt(row, 6),
    }));
    return { events, total: count ? numberAt(count, 0) : 0 };
  }

  /** Drops what happened before `micros`. */
  forgetBefore(micros: number): void {
    this.#database.prepare("DELETE FROM event WHERE at < ?").run(micros);
  }
}

const isWholeId = (text: string): boolean => /^i[a-z0-9]{20}$/.test(text);
