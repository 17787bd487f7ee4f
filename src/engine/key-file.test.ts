import { chmodSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadOrMakeEngineKey } from "./key-file.ts";
import { temporaryFolder } from "./support/test-engine.ts";

test("the key is made once, for its owner only, whole", () => {
  const dataDir = join(temporaryFolder(), "deep", "folder");
  const key = loadOrMakeEngineKey(dataDir);
  expect(key).toMatchObject({ ok: true, value: expect.stringMatching(/^sandbar_[0-9a-f]{48}$/) });
  expect(loadOrMakeEngineKey(dataDir)).toEqual(key);
  const path = join(dataDir, "engine.key");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(dataDir), "no draft is left").toEqual(["engine.key"]);
  chmodSync(path, 0o644);
  loadOrMakeEngineKey(dataDir);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test.each(["", "  \n", "short", "with space inside", "ünicode-key"])(
  "a key file holding %j is refused, not replaced",
  (text) => {
    const dataDir = temporaryFolder();
    writeFileSync(join(dataDir, "engine.key"), text);
    expect(loadOrMakeEngineKey(dataDir)).toMatchObject({ ok: false, error: { code: "key-unusable" } });
    expect(readFileSync(join(dataDir, "engine.key"), "utf8")).toBe(text);
  },
);
