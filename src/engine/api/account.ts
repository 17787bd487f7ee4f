import { MICROS_PER_SECOND } from "../clock.ts";
import { canonicalId } from "../sandbox.ts";
import { eventNames, type EventName, type StoredEvent } from "../store/event-store.ts";
import { findTemplate, templates } from "../templates.ts";
import type { Handler } from "./handler.ts";
import { commaJoined, wholeNumber } from "./query.ts";
import { refuse, reply } from "./reply.ts";

const largest = (of: (template: (typeof templates)[number]) => number): number =>
  Math.max(...templates.map(of));

/** `GET /sandboxes/quota` (contract 7.4). What has no limit of its own is bounded by the largest template. */
export const quota: Handler = ({ store, limits }) => {
  const { running, vcpu, memoryMiB } = store.totals;
  const maxVcpu = largest((template) => template.cpuCount);
  const maxRamMb = largest((template) => template.memoryMiB);
  const concurrentInstances = limits.concurrentSandboxes;
  return reply(200, {
    limit: {
      concurrentInstances,
      concurrentVcpu: concurrentInstances * maxVcpu,
      concurrentRamMb: concurrentInstances * maxRamMb,
      maxLengthHours: limits.maxTimeoutHours,
      diskMb: largest((template) => template.diskMiB),
      maxVcpu,
      maxRamMb,
    },
    usage: { concurrentInstances: running, concurrentVcpu: vcpu, concurrentRamMb: memoryMiB },
  });
};

const DAY_SECONDS = 24 * 3600;
/** Contract 7.3. */
const span = { longestDays: 60, usualDays: 30 } as const;
const anySecond = { min: 0, max: 10 ** 12 } as const;

/** `GET /sandboxes/events` (contract 7.3). */
export const events: Handler = ({ store, clock }, { query }) => {
  const now = Math.ceil(clock.now() / MICROS_PER_SECOND);
  const end = wholeNumber(query, "endTime", anySecond, now);
  if (!end.ok) return refuse(400, end.error);
  const start = wholeNumber(
    query,
    "startTime",
    anySecond,
    Math.max(0, end.value - span.usualDays * DAY_SECONDS),
  );
  if (!start.ok) return refuse(400, start.error);
  if (start.value > end.value) return refuse(400, "startTime must not be after endTime");
  if (end.value - start.value > span.longestDays * DAY_SECONDS)
    return refuse(400, `startTime and endTime must be at most ${span.longestDays} days apart`);
  const limit = wholeNumber(query, "limit", { min: 1, max: 100 }, 10);
  if (!limit.ok) return refuse(400, limit.error);
  const offset = wholeNumber(query, "offset", { min: 0, max: 10 ** 9 }, 0);
  if (!offset.ok) return refuse(400, offset.error);
  const asked = commaJoined(query, "events") ?? [];
  const names = eventNames.filter((name) => asked.includes(name));
  if (names.length < new Set(asked).size) return refuse(400, `events must be among ${eventNames.join(", ")}`);
  const page =
    (query.get("state") ?? "success") === "success" &&
    store.events.list({
      from: start.value * MICROS_PER_SECOND,
      // To the end of that second.
      to: (end.value + 1) * MICROS_PER_SECOND - 1,
      sandboxId: canonicalId(query.get("sandboxID") ?? ""),
      templateId: query.get("templateID") ?? "",
      names,
      order: query.get("orderAsc") === "true" ? "asc" : "desc",
      offset: offset.value,
      limit: limit.value,
    });
  // Only what succeeded is recorded, so any other state has no events.
  if (!page) return reply(200, { items: [], total: 0, hasMore: false });
  const hasMore = offset.value + page.events.length < page.total;
  return reply(200, { items: page.events.map(eventJson), total: page.total, hasMore });
};

const eventJson = (event: StoredEvent): object => {
  const name: EventName = event.name;
  return {
    eventID: `evt-${event.seq}`,
    recordAt: Math.floor(event.at / MICROS_PER_SECOND),
    templateID: event.templateId,
    templateName: findTemplate(event.templateId)?.alias ?? "",
    sandboxID: event.sandboxId,
    eventName: name,
    state: "success",
    errorMsg: event.message,
    statusCode: event.status,
  };
};
