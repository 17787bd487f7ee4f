import { expect, test } from "vitest";
import type { ListFilter } from "#contract/list-query.ts";
import type { ListedSandbox } from "#contract/sandbox.ts";
import type { ListPage } from "#web/data/sandboxes.ts";
import { createUpstreamFacts } from "./upstream-facts.ts";

const row = (state: string, env: string): ListedSandbox => ({
  ...{
    sandboxID: "i1",
    templateID: "base",
    startedAt: "2026-11-23T07:00:08Z",
    endAt: "2026-11-23T08:00:00Z",
  },
  ...{ cpuCount: 2, memoryMB: 512, state, metadata: [["env", env]] },
});
const page = (rows: readonly ListedSandbox[], part: Partial<ListPage> = {}): ListPage => ({
  ...{ rows, next: undefined, totalRunning: undefined, requestedAt: 0 },
  ...part,
});
const filter: ListFilter = { metadata: [["env", "prod"]], state: "running" };

test("rows that a parameter excludes are counted against it, and only where it was asked for", () => {
  const facts = createUpstreamFacts(() => undefined);
  facts.note({ metadata: [] }, page([row("paused", "dev")]));
  facts.note(filter, page([row("running", "prod"), row("paused", "prod"), row("paused", "dev")]));
  expect(facts.get()).toMatchObject({
    pages: 2,
    asked: { metadata: 1, state: 1, template: 0 },
    disobeyed: { metadata: 1, state: 2, template: 0 },
  });
});

test("a page with fewer rows than asked for and another one behind it is noted", () => {
  const facts = createUpstreamFacts(() => undefined);
  facts.note(filter, page([row("running", "prod")]));
  expect(facts.get().shortPages).toBe(0);
  facts.note(filter, page([row("running", "prod")], { next: "2" }));
  expect(facts.get().shortPages).toBe(1);
});

test("whether totals are told is known once a page was read", () => {
  const facts = createUpstreamFacts(() => undefined);
  expect(facts.get().tellsTotal).toBeUndefined();
  facts.note(filter, page([]));
  expect(facts.get().tellsTotal).toBe(false);
  facts.note(filter, page([], { totalRunning: 0 }));
  expect(facts.get().tellsTotal).toBe(true);
});

test("what started before, or stands out of order, was not asked for", () => {
  const facts = createUpstreamFacts(() => undefined);
  const at = (startedAt: string) => ({ ...row("running", "prod"), startedAt });
  const rows = [at("2026-11-23T07:00:10Z"), at("2026-11-23T07:00:08Z"), at("2026-11-23T07:00:09Z")];
  facts.note({ metadata: [], startedAfter: "2026-11-23T07:00:09Z", order: "asc" }, page(rows));
  expect(facts.get()).toMatchObject({
    asked: { startedAfter: 1, order: 1 },
    disobeyed: { startedAfter: 1, order: 1, metadata: 0 },
  });
});

test("a template is another only where its id is known", () => {
  const facts = createUpstreamFacts((name) => (name === "known" ? "other" : undefined));
  facts.note({ metadata: [], template: "unknown" }, page([row("running", "prod")]));
  expect(facts.get().disobeyed.template).toBe(0);
  facts.note({ metadata: [], template: "known" }, page([row("running", "prod")]));
  expect(facts.get().disobeyed.template).toBe(1);
});
