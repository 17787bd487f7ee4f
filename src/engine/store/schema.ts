import type { Schema } from "#sqlite/open-store.ts";

/**
 * `meta` is the inverted table: one row a pair, so that a filter is a walk along one range of its key, newest first, with a look
 * into the other pairs' ranges. State and start are part of its key, hence a pause or resume rewrites a sandbox's pairs.
 */
const firstTables = `
CREATE TABLE sandbox (
  rowid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  state INTEGER NOT NULL,
  neg_started INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  on_timeout TEXT NOT NULL,
  template TEXT NOT NULL,
  cpu_count INTEGER NOT NULL,
  memory_mib INTEGER NOT NULL,
  disk_mib INTEGER NOT NULL,
  runtime TEXT NOT NULL,
  auto_resume INTEGER NOT NULL,
  internet INTEGER NOT NULL,
  network TEXT,
  envd_token TEXT,
  traffic_token TEXT,
  metadata TEXT NOT NULL
);
CREATE INDEX sandbox_order ON sandbox (state, neg_started, id);
CREATE INDEX sandbox_deadline ON sandbox (end_at) WHERE state = 0;
CREATE TABLE meta (
  k TEXT NOT NULL,
  v TEXT NOT NULL,
  state INTEGER NOT NULL,
  neg_started INTEGER NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (k, v, state, neg_started, id)
) WITHOUT ROWID;
CREATE TABLE event (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  sandbox TEXT NOT NULL,
  template TEXT NOT NULL,
  name TEXT NOT NULL,
  message TEXT NOT NULL,
  status INTEGER NOT NULL
);
CREATE INDEX event_sandbox ON event (sandbox, at);
CREATE INDEX event_at ON event (at);
CREATE TABLE template_use (
  template TEXT PRIMARY KEY,
  spawned INTEGER NOT NULL,
  last_spawned INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

/** The engine's database. The application id spells "SNDB". */
export const engineSchema: Schema = { applicationId: 0x534e4442, migrations: [firstTables] };

export const stateCodes = { running: 0, paused: 1 } as const;
