import * as v from "valibot";
import { finite, flag, list, nonEmptyText, object, parseWith, text, type ParseError } from "./parse.ts";
import { fail, ok, type Result } from "./result.ts";

const counts = object({
  concurrentInstances: finite,
  concurrentVcpu: v.nullish(finite),
  concurrentRamMb: v.nullish(finite),
});
const quota = object({
  limit: object({ ...counts.entries, maxLengthHours: v.nullish(finite) }),
  usage: counts,
});
export type QuotaReply = v.InferInput<typeof quota>;
/** What the account may have and has (contract 7.4). A missing number is a parse error, never zero. */
export type Quota = v.InferOutput<typeof quota>;
export const parseQuota = (value: unknown): Result<Quota, ParseError> => parseWith(quota, value);

const lifecycleEvent = object({
  eventID: nonEmptyText,
  /** Unix seconds (contract 7.3). */
  recordAt: finite,
  templateID: v.nullish(text),
  sandboxID: nonEmptyText,
  eventName: nonEmptyText,
  state: v.nullish(text),
  errorMsg: v.nullish(text),
  statusCode: v.nullish(finite),
});
const eventPage = object({ items: list(lifecycleEvent), total: v.nullish(finite), hasMore: v.nullish(flag) });
export type EventPageReply = v.InferInput<typeof eventPage>;
/** A lifecycle event: `create`, `pause`, `resume`, `connect`, `timeout`, `delete`, or a name we do not know. */
export type LifecycleEvent = v.InferOutput<typeof lifecycleEvent>;
export type EventPage = v.InferOutput<typeof eventPage>;
export const parseEventPage = (value: unknown): Result<EventPage, ParseError> => parseWith(eventPage, value);

const template = object({
  templateID: nonEmptyText,
  aliases: v.nullish(list(text)),
  names: v.nullish(list(text)),
  cpuCount: v.nullish(finite),
  memoryMB: v.nullish(finite),
  diskSizeMB: v.nullish(finite),
  buildStatus: v.nullish(text),
  spawnCount: v.nullish(finite),
  lastSpawnedAt: v.nullish(text),
});
export type TemplateReply = v.InferInput<typeof template>;
export type Template = v.InferOutput<typeof template>;

export interface TemplatePage {
  readonly templates: readonly Template[];
  /** How many numbered pages there are, where the upstream tells; `unpaged` where it does not number any. */
  readonly totalPages: number | "unpaged" | undefined;
}

/** Reads templates, which come as an array or, on Novita, as a numbered page `{templates: […], totalPages}` (contract 2.3). */
export function parseTemplates(value: unknown): Result<TemplatePage, ParseError> {
  if (Array.isArray(value)) {
    const all = parseWith(list(template), value);
    return all.ok ? ok({ templates: all.value, totalPages: "unpaged" }) : fail(all.error);
  }
  const page = parseWith(object({ templates: list(template), totalPages: v.nullish(finite) }), value);
  return page.ok
    ? ok({ templates: page.value.templates, totalPages: page.value.totalPages ?? undefined })
    : fail(page.error);
}
