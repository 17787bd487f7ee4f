import { expect, test } from "vitest";
import { parseEventPage, parseQuota, parseTemplates } from "./account.ts";

const counts = { concurrentInstances: 100, concurrentVcpu: 200, concurrentRamMb: 4096 };
const event = { eventID: "e1", recordAt: 1_795_417_208, sandboxID: "i1", eventName: "pause" };

test("quota is read, unknown fields dropped", () => {
  const reply = { limit: { ...counts, maxLengthHours: 3, diskMb: 1 }, usage: { concurrentInstances: 87 } };
  expect(parseQuota(reply)).toEqual({
    ok: true,
    value: { limit: { ...counts, maxLengthHours: 3 }, usage: { concurrentInstances: 87 } },
  });
});

test.each([
  ["nothing", undefined, "the reply must be an object"],
  ["no usage", { limit: counts }, "usage is missing"],
  [
    "a missing number, which is not zero",
    { limit: counts, usage: {} },
    "usage.concurrentInstances is missing",
  ],
  [
    "text for a number",
    { limit: { ...counts, concurrentInstances: "5" }, usage: counts },
    "limit.concurrentInstances must be a number",
  ],
  [
    "an infinite number",
    { limit: { ...counts, concurrentInstances: Infinity }, usage: counts },
    "limit.concurrentInstances must be finite",
  ],
])("a quota reply with %s names the field", (_, reply, error) => {
  expect(parseQuota(reply)).toEqual({ ok: false, error });
});

test("events are read, of names we know or not", () => {
  const items = [event, { ...event, eventName: "defrosted", errorMsg: null, statusCode: 500 }];
  expect(parseEventPage({ items, total: 2, hasMore: false })).toEqual({
    ok: true,
    value: { items, total: 2, hasMore: false },
  });
  expect(parseEventPage({ items: [] })).toEqual({ ok: true, value: { items: [] } });
});

test.each([
  ["a bare list", [], "items is missing"],
  ["no id", { items: [event, { ...event, sandboxID: "" }] }, "items[1].sandboxID must not be empty"],
  ["a date for a time", { items: [{ ...event, recordAt: "2026" }] }, "items[0].recordAt must be a number"],
])("an event page with %s names the field", (_, reply, error) => {
  expect(parseEventPage(reply)).toEqual({ ok: false, error });
});

test("templates are read from a list and from Novita's page", () => {
  const templates = [{ templateID: "tpl1", aliases: ["base"], buildStatus: "ready" }];
  const page = (totalPages: number | "unpaged" | undefined) => ({
    ok: true,
    value: { templates, totalPages },
  });
  expect(parseTemplates(templates)).toEqual(page("unpaged"));
  expect(parseTemplates({ templates, total: 1, page: 1, totalPages: 1 })).toEqual(page(1));
  expect(parseTemplates({ templates, total: 1, page: 1 })).toEqual(page(undefined));
  expect(parseTemplates([])).toEqual({ ok: true, value: { templates: [], totalPages: "unpaged" } });
});

test.each([
  ["null", null, "the reply must be an object"],
  ["an empty object", {}, "templates is missing"],
  ["an item without id", [{ aliases: [] }], "[0].templateID is missing"],
  [
    "an alias that is no text",
    { templates: [{ templateID: "t", aliases: [1] }] },
    "templates[0].aliases[0] must be a string",
  ],
])("a template reply of %s names the field", (_, reply, error) => {
  expect(parseTemplates(reply)).toEqual({ ok: false, error });
});
