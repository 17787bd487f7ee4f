import * as v from "valibot";
import { parseMetadata } from "./metadata.ts";
import { fail, ok, type Result } from "./result.ts";
import { timestampToMicros } from "./timestamp.ts";

/** Where a reply breaks the contract, for a person: `[3].endAt is not an RFC 3339 timestamp`. */
export type ParseError = string;

/**
 * Runs a schema at the boundary. Unknown fields are dropped, and what is relied on must be right: the error names the first field
 * that is not, never the value (it may be secret).
 */
export function parseWith<const Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): Result<v.InferOutput<Schema>, ParseError> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return ok(result.output);
  const [issue] = result.issues;
  return fail(`${fieldPath(issue)} ${issue.message}`);
}

function fieldPath(issue: v.BaseIssue<unknown>): string {
  let path = "";
  for (const item of issue.path ?? []) {
    if (typeof item.key === "number") path += `[${item.key}]`;
    else path += path === "" ? String(item.key) : `.${String(item.key)}`;
  }
  return path === "" ? "the reply" : path;
}

/** Building blocks whose messages read after a field's name, so that errors never quote what was received. */
export const text = v.string("must be a string");
export const nonEmptyText = v.pipe(text, v.nonEmpty("must not be empty"));
export const finite = v.pipe(v.number("must be a number"), v.finite("must be finite"));
export const flag = v.boolean("must be true or false");
export const object = <const Entries extends v.ObjectEntries>(entries: Entries) =>
  v.object(entries, (issue) => (issue.expected === "Object" ? "must be an object" : "is missing"));
export const list = <const Item extends v.GenericSchema>(item: Item) => v.array(item, "must be an array");

/** An RFC 3339 timestamp, kept as it came. */
export const timestamp = v.pipe(
  text,
  v.check((value) => timestampToMicros(value).ok, "is not an RFC 3339 timestamp"),
);

/** Metadata by our own check (see `parseMetadata`). */
export const metadata = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const parsed = parseMetadata(dataset.value);
    if (parsed.ok) return parsed.value;
    addIssue({ message: parsed.error });
    return NEVER;
  }),
);
