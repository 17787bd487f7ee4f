import { isWellFormed, encodeMetadataFilter, type Metadata } from "#contract/metadata.ts";
import { isSecret } from "#contract/secret.ts";
import { markInvisible } from "#query/mark-invisible.ts";
import { parseDuration } from "#web/lib/duration.ts";
import { pairsOf, type PairRow, type PairRows, type Part } from "./metadata-rows.ts";

/** Metadata is readable by everyone who may list; environment variables are readable only inside the sandbox. */
export type PairKind = "metadata" | "environment";

/** Our own limits, since upstreams document none (contract 3.4): beyond them a warning, never a refusal. */
export const pairLimits = {
  pairs: 64,
  keyLength: 128,
  valueLength: 1_024,
  bytes: 8_192,
  filterLength: 1_000,
} as const;

/** Keys that Novita's platform acts on (contract 3.4). */
export const reservedKeys = ["idle_timeout", "long_running", "auto_resume"] as const;
export type ReservedKey = (typeof reservedKeys)[number];

interface IssueBase {
  /** An error keeps the request from being sent; a warning and a note do not. */
  readonly severity: "error" | "warning" | "note";
  readonly part: Part;
}

/** What there is to say about one row; the words are the catalogue's. */
export type PairIssue = IssueBase &
  (
    | { readonly code: "empty-key" | "half-character" | "no-variable-name" | "odd-variable-name" | "secret" }
    /** `others` are the other rows with this key, counted from 1. */
    | { readonly code: "duplicate"; readonly key: string; readonly others: readonly number[] }
    | { readonly code: "differs-in-case"; readonly key: string; readonly others: readonly string[] }
    | { readonly code: "reserved"; readonly key: ReservedKey }
    /** `shown` is the text with what cannot be seen made visible. */
    | { readonly code: "outer-spaces" | "invisible"; readonly shown: string }
    | { readonly code: "long-key" | "long-value"; readonly length: number; readonly limit: number }
    | { readonly code: "costly-filter"; readonly length: number; readonly limit: number }
  );

/** The issues of each row that has any, by the row's id; errors first. Empty rows have none: they are not sent. */
export function checkRows(state: PairRows, kind: PairKind): ReadonlyMap<number, readonly PairIssue[]> {
  const rows = state.rows.filter((row) => row.key !== "" || row.value !== "");
  const numbersByKey = grouped(
    rows,
    (row) => row.key,
    (row) => state.rows.indexOf(row) + 1,
  );
  const keysByFolded = grouped(
    rows,
    (row) => row.key.toLowerCase(),
    (row) => row.key,
  );
  const issues = new Map<number, readonly PairIssue[]>();
  for (const row of rows) {
    const own = state.rows.indexOf(row) + 1;
    const others = (numbersByKey.get(row.key) ?? []).filter((number) => number !== own);
    const spellings = new Set(keysByFolded.get(row.key.toLowerCase()));
    spellings.delete(row.key);
    const found = [
      ...keyIssues(row, kind, others, [...spellings]),
      ...textIssues(row),
      ...(kind === "metadata" ? metadataIssues(row) : []),
    ];
    if (found.length > 0)
      issues.set(
        row.id,
        found.toSorted((a, b) => rank[a.severity] - rank[b.severity]),
      );
  }
  return issues;
}

const rank = { error: 0, warning: 1, note: 2 } as const;

function grouped<T, K, V>(items: readonly T[], keyOf: (item: T) => K, valueOf: (item: T) => V): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(valueOf(item));
    else groups.set(keyOf(item), [valueOf(item)]);
  }
  return groups;
}

function keyIssues(
  { key }: PairRow,
  kind: PairKind,
  others: readonly number[],
  spellings: readonly string[],
): PairIssue[] {
  if (key === "") return [{ code: "empty-key", severity: "error", part: "key" }];
  const issues: PairIssue[] = [];
  if (others.length > 0) issues.push({ code: "duplicate", severity: "error", part: "key", key, others });
  if (spellings.length > 0)
    issues.push({ code: "differs-in-case", severity: "warning", part: "key", key, others: spellings });
  // No process can be given such a name: `=` ends it, and a null character ends the whole entry.
  if (kind === "environment" && /[=\0]/.test(key))
    issues.push({ code: "no-variable-name", severity: "error", part: "key" });
  else if (kind === "environment" && !/^[A-Za-z_]\w*$/.test(key))
    issues.push({ code: "odd-variable-name", severity: "warning", part: "key" });
  return issues;
}

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Spaces as dots, line breaks as arrows, everything else that cannot be seen by its number. */
export const visible = (text: string): string =>
  markInvisible(text.replaceAll(/^\s+|\s+$/g, (spaces) => spaces.replaceAll(/[^\S\r\n\t]/g, "·")));

function textIssues(row: PairRow): PairIssue[] {
  const issues: PairIssue[] = [];
  for (const part of ["key", "value"] as const) {
    const text = row[part];
    if (!isWellFormed(text)) issues.push({ code: "half-character", severity: "error", part });
    else if (text !== text.trim())
      issues.push({ code: "outer-spaces", severity: "warning", part, shown: visible(text) });
    else if (INVISIBLE.test(text))
      issues.push({ code: "invisible", severity: "warning", part, shown: visible(text) });
  }
  const { keyLength, valueLength } = pairLimits;
  if (row.key.length > keyLength)
    issues.push({
      code: "long-key",
      severity: "warning",
      part: "key",
      length: row.key.length,
      limit: keyLength,
    });
  if (row.value.length > valueLength)
    issues.push({
      code: "long-value",
      severity: "warning",
      part: "value",
      length: row.value.length,
      limit: valueLength,
    });
  return issues;
}

const isReserved = (key: string): key is ReservedKey => reservedKeys.some((reserved) => reserved === key);

function metadataIssues({ key, value }: PairRow): PairIssue[] {
  const issues: PairIssue[] = [];
  if (isSecret(key, value)) issues.push({ code: "secret", severity: "warning", part: "value" });
  if (isReserved(key)) issues.push({ code: "reserved", severity: "note", part: "key", key });
  const { filterLength, valueLength } = pairLimits;
  if (!isWellFormed(key) || !isWellFormed(value) || value.length > valueLength) return issues;
  const length = encodeURIComponent(encodeMetadataFilter([[key, value]])).length;
  if (length > filterLength)
    issues.push({ code: "costly-filter", severity: "warning", part: "value", length, limit: filterLength });
  return issues;
}

/** What there is to say about all pairs together. */
export type ListIssue =
  | { readonly code: "many-pairs"; readonly count: number; readonly limit: number }
  | { readonly code: "many-bytes"; readonly bytes: number; readonly limit: number };

export function checkList(state: PairRows): readonly ListIssue[] {
  const pairs = pairsOf(state);
  const bytes = byteLength(pairs);
  return [
    ...(pairs.length > pairLimits.pairs
      ? [{ code: "many-pairs", count: pairs.length, limit: pairLimits.pairs } as const]
      : []),
    ...(bytes > pairLimits.bytes ? [{ code: "many-bytes", bytes, limit: pairLimits.bytes } as const] : []),
  ];
}

/** The pairs' size in bytes of UTF-8, keys and values alone. */
const byteLength = (pairs: Metadata): number =>
  new TextEncoder().encode(pairs.map(([key, value]) => key + value).join("")).length;

export type TimeoutIssue =
  | { readonly code: "unreadable" | "too-short" }
  | { readonly code: "too-long"; readonly maxSeconds: number };

export type CheckedTimeout =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly error: TimeoutIssue };

/** Reads a timeout as it was typed, in whole seconds from 1 to `maxSeconds` (absent: unknown). */
export function checkTimeout(text: string, maxSeconds: number | undefined): CheckedTimeout {
  const seconds = parseDuration(text);
  if (seconds === undefined) return { ok: false, error: { code: "unreadable" } };
  if (seconds < 1) return { ok: false, error: { code: "too-short" } };
  if (maxSeconds !== undefined && seconds > maxSeconds)
    return { ok: false, error: { code: "too-long", maxSeconds } };
  return { ok: true, value: seconds };
}

export type TemplateIssue = "empty" | "half-character";

/** A template is whatever the upstream knows: only what cannot be sent is refused here. */
export function checkTemplate(text: string): TemplateIssue | undefined {
  if (text.trim() === "") return "empty";
  return isWellFormed(text) ? undefined : "half-character";
}
