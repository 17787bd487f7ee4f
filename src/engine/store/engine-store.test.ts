import { join } from "node:path";
import { expect, test } from "vitest";
import { openStore } from "#sqlite/open-store.ts";
import { temporaryFolder } from "../support/test-engine.ts";
import { EngineStore, openEngineStore } from "./engine-store.ts";
import { engineSchema } from "./schema.ts";

test("a log that cannot be moved into the database at the end is read at the next start", () => {
  const folder = temporaryFolder();
  const database = openStore(join(folder, "engine.db"), engineSchema);
  if (!database.ok) throw new Error(database.error.message);
  const store = new EngineStore(database.value);
  database.value.exec("INSERT INTO setting (name, value) VALUES ('demo', 'yes')");
  // SQLite refuses to move its log amid a transaction, as it does on a full disk.
  database.value.exec("SAVEPOINT reading; SELECT count(*) FROM sandbox");
  expect(() => database.value.prepare("PRAGMA wal_checkpoint(TRUNCATE)").rows()).toThrow(/locked/);
  store.close();
  const again = openEngineStore(folder);
  if (!again.ok) throw new Error(again.error.message);
  expect(again.value.isDemo()).toBe(true);
  again.value.close();
});
