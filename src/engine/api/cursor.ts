import { fail, ok, type Result } from "#contract/result.ts";
import { microsToTimestamp, timestampToMicros } from "#contract/timestamp.ts";
import type { Cursor, ListQuery } from "../store/list-store.ts";

/** A page token: padded URL-safe base64 of `<startedAt>__<id>`, with `__asc` when the order is ascending (contract 4.4). */
export function encodeCursor(cursor: Cursor, order: ListQuery["order"]): string {
  const text = `${microsToTimestamp(cursor.startedAt)}__${cursor.id}${order === "asc" ? "__asc" : ""}`;
  const encoded = Buffer.from(text).toString("base64url");
  return encoded.padEnd(Math.ceil(encoded.length / 4) * 4, "=");
}

/** Reads a token back; one from the other order is as wrong as garbage. */
export function decodeCursor(token: string, order: ListQuery["order"]): Result<Cursor, string> {
  const wrong = fail("Invalid next token");
  if (!/^[\w-]{1,300}={0,2}$/.test(token)) return wrong;
  const text = Buffer.from(token, "base64url").toString("utf8");
  const [, started = "", id = "", suffix] = /^(.+?)__([A-Za-z0-9]+)(__asc)?$/.exec(text) ?? [];
  const startedAt = timestampToMicros(started);
  const sameOrder = (suffix === "__asc") === (order === "asc");
  return startedAt.ok && sameOrder ? ok({ startedAt: startedAt.value, id }) : wrong;
}
