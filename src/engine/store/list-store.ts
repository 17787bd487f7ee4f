import type { KnownState } from "#contract/states.ts";
import { numberAt, type Database, type SqlValue, type Statement } from "#sqlite/database.ts";
import type { Sandbox } from "../sandbox.ts";
import type { FilterTotals } from "./filter-totals.ts";
import { fromColumns, sandboxColumns, storedPairs, type Filter, type StoredPair } from "./sandbox-columns.ts";
import { stateCodes } from "./schema.ts";

/** A place in the order: the last sandbox of a page. */
export interface Cursor {
  readonly startedAt: number;
  readonly id: string;
}

export interface ListQuery {
  readonly filter: Filter;
  readonly states: readonly KnownState[];
  /** By start, newest first (`desc`), then id (contract 4.4). */
  readonly order: "asc" | "desc";
  /** Only those started at or after this, in microseconds. */
  readonly startedAfter?: number;
  readonly after?: Cursor;
  readonly limit: number;
}

export interface ListPage {
  readonly sandboxes: readonly Sandbox[];
  /** Where the next page starts; absent on the last one. */
  readonly next?: Cursor;
}

/** Statements of queries with more pairs than this are not kept, so that odd filters do not pile up. */
const KEPT_STATEMENT_PAIRS = 6;

/** Pages and counts over the inverted table. */
export class ListStore {
  readonly #database: Database;
  readonly #totals: FilterTotals;
  readonly #statements = new Map<string, Statement>();

  constructor(database: Database, totals: FilterTotals) {
    this.#database = database;
    this.#totals = totals;
  }

  page(query: ListQuery): ListPage {
    const pairs = this.#rarestFirst(query.filter);
    const found = query.states.flatMap((state) => this.#stateRows(query, state, pairs));
    // Each state is a range of its own, already in order; starts are unique, so their merge is a sort by start.
    const direction = query.order === "desc" ? -1 : 1;
    if (query.states.length > 1) found.sort((a, b) => direction * (a.startedAt - b.startedAt));
    const sandboxes = found.slice(0, query.limit);
    const last = sandboxes.at(-1);
    return found.length > query.limit && last
      ? { sandboxes, next: { startedAt: last.startedAt, id: last.id } }
      : { sandboxes };
  }

  /** How many running sandboxes match, on all pages. */
  runningMatches(filter: Filter, startedAfter?: number): number {
    const count = (): number => this.#countRunning(filter, startedAfter);
    return startedAfter === undefined ? this.#totals.running(filter, count) : count();
  }

  #stateRows(query: ListQuery, state: KnownState, pairs: readonly StoredPair[]): Sandbox[] {
    const [driver, ...others] = pairs;
    const table = driver ? "m" : "s";
    const descending = query.order === "desc";
    const conditions = [`${table}.state = ?`];
    const parameters: SqlValue[] = [stateCodes[state]];
    if (driver) {
      conditions.push("m.k = ?", "m.v = ?");
      parameters.push(...driver);
    }
    if (query.startedAfter !== undefined) {
      conditions.push(`${table}.neg_started <= ?`);
      parameters.push(-query.startedAfter);
    }
    if (query.after) {
      conditions.push(`(${table}.neg_started, ${table}.id) ${descending ? ">" : "<"} (?, ?)`);
      parameters.push(-query.after.startedAt, query.after.id);
    }
    for (const pair of others) {
      conditions.push(alsoHasPair);
      parameters.push(...pair);
    }
    const direction = descending ? "ASC" : "DESC";
    const columns = sandboxColumns.map((column) => `s.${column}`).join(", ");
    const source = driver ? "meta m CROSS JOIN sandbox s ON s.id = m.id" : "sandbox s";
    const sql = `SELECT ${columns} FROM ${source} WHERE ${conditions.join(" AND ")}
      ORDER BY ${table}.neg_started ${direction}, ${table}.id ${direction} LIMIT ?`;
    // One more than asked for tells whether there is a next page.
    return this.#prepared(sql, pairs.length)
      .rows(...parameters, query.limit + 1)
      .map(fromColumns);
  }

  #countRunning(filter: Filter, startedAfter: number | undefined): number {
    const [driver, ...others] = this.#rarestFirst(filter);
    const since = startedAfter === undefined ? "" : " AND m.neg_started <= ?";
    const sinceParameters = startedAfter === undefined ? [] : [-startedAfter];
    const range = driver ? "meta m WHERE m.k = ? AND m.v = ? AND m.state = ?" : "sandbox m WHERE m.state = ?";
    const sql = `SELECT count(*) FROM ${range}${since}${others.map(() => ` AND ${alsoHasPair}`).join("")}`;
    const row = this.#prepared(sql, others.length + 1).row(
      ...(driver ?? []),
      stateCodes.running,
      ...sinceParameters,
      ...others.flat(),
    );
    return row ? numberAt(row, 0) : 0;
  }

  /** The filter's pairs, the one with the fewest running sandboxes first: the walk is along its range. */
  #rarestFirst(filter: Filter): readonly StoredPair[] {
    const pairs = storedPairs(filter);
    if (pairs.length < 2) return pairs;
    const singles: Filter[] = filter.metadata.map((pair) => ({ metadata: [pair] }));
    if (filter.templateId !== undefined) singles.unshift({ metadata: [], templateId: filter.templateId });
    return pairs
      .map((pair, index) => ({ pair, count: this.runningMatches(singles[index] ?? filter) }))
      .sort((a, b) => a.count - b.count)
      .map(({ pair }) => pair);
  }

  #prepared(sql: string, pairs: number): Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    if (pairs <= KEPT_STATEMENT_PAIRS) this.#statements.set(sql, statement);
    return statement;
  }
}

const alsoHasPair = `EXISTS (SELECT 1 FROM meta p WHERE p.k = ? AND p.v = ?
  AND p.state = m.state AND p.neg_started = m.neg_started AND p.id = m.id)`;
