import { describe, expect, test } from "vitest";
import { fieldIs, metadataIs, words, type Query } from "#query/ast.ts";
import { settle } from "./testing/fake-clock.ts";
import { createTestFleet } from "./testing/test-fleet.ts";
import { soughtIds } from "./sought-ids.ts";

const byId = (first: string, ...others: string[]): Query => ({
  conditions: [fieldIs("id", first, ...others)],
});

/** Looks for the id while the first list request still waits. */
async function lookFor(query: (oldest: string) => Query) {
  const made = createTestFleet({ sandboxes: 3_000 });
  const oldest = made.upstream.ids().at(-1) ?? "";
  made.upstream.holdReplies(true);
  await made.show(query(oldest));
  return { ...made, oldest };
}

describe("a query that names sandboxes", () => {
  test("shows one at once, wherever it stands in the list", async () => {
    const { fleet, upstream, shownIds, oldest } = await lookFor(byId);
    expect(shownIds()).toEqual([oldest]);
    expect(upstream.requests).toHaveLength(1);
    expect(fleet.get()).toMatchObject({ matching: 1, checked: 1, missing: [] });
  });

  test("counts one once the list has come to it, once", async () => {
    const { fleet, upstream, shownIds, oldest } = await lookFor((id) => ({ conditions: [words(id)] }));
    upstream.holdReplies(false);
    upstream.deliver();
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(fleet.get()).toMatchObject({ matching: 1, checked: 3_000, end: "complete" });
    expect(shownIds()).toEqual([oldest]);
  });

  test("reads no list for one that only an id can meet, whatever else it asks, until another is asked for", async () => {
    const { fleet, upstream, shownIds, oldest } = await lookFor((id) => ({
      conditions: [fieldIs("id", id, "nowhere"), { kind: "not", of: metadataIs("env", "prod") }],
    }));
    upstream.holdReplies(false);
    upstream.deliver();
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(fleet.get()).toMatchObject({
      matching: 1,
      end: "complete",
      isAnswered: true,
      missing: ["nowhere"],
    });
    expect(shownIds()).toEqual([oldest]);
    expect(upstream.requests).toHaveLength(1);
    fleet.show({ conditions: [] }, { column: "cpu", direction: "asc" });
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(fleet.get()).toMatchObject({ matching: 3_000, end: "complete", isAnswered: false });
    expect(upstream.requests).toHaveLength(30);
  });

  test("reads none that is listed already", async () => {
    const { upstream, show } = createTestFleet({ sandboxes: 30 });
    await show();
    const [id = ""] = upstream.ids();
    await show(byId(id));
    expect(upstream.detailReads).toEqual([]);
  });

  test("shows none that the rest of the query excludes", async () => {
    const { shownIds, upstream, oldest } = await lookFor((id) => ({
      conditions: [fieldIs("id", id), metadataIs("env", "prod")],
    }));
    expect(upstream.detailReads).toEqual([oldest]);
    expect(shownIds()).toEqual([]);
  });

  test("says that one does not exist", async () => {
    const { fleet, upstream } = await lookFor((id) => byId(id, "nowhere"));
    expect(fleet.get()).toMatchObject({ missing: ["nowhere"], matching: 1 });
    fleet.show({ conditions: [] }, undefined);
    expect(fleet.get().missing).toEqual([]);
    expect(upstream.detailReads).toHaveLength(2);
  });

  test("waits as long as the upstream asks for, visibly, and tries again", async () => {
    const made = createTestFleet({ sandboxes: 300 });
    const { clock, fleet, upstream, show, shownIds } = made;
    const oldest = upstream.ids().at(-1) ?? "";
    upstream.failWith({
      ...{ kind: "rate-limited", endpoint: "getSandbox", status: 429, message: "slow" },
      retryAfterSeconds: 20,
    });
    await show(byId(oldest));
    expect(fleet.get().trouble).toMatchObject({ nextTryAt: clock.now() + 20_000 });
    await clock.advance(19_999);
    expect(upstream.detailReads).toHaveLength(1);
    upstream.failWith(undefined);
    await clock.advance(1);
    expect(shownIds()).toEqual([oldest]);
  });

  test("asks nothing while nobody looks", async () => {
    const { fleet, upstream, show, shownIds } = createTestFleet({ sandboxes: 3 });
    fleet.setActive(false);
    await show(byId("nowhere"));
    expect(upstream.detailReads).toEqual([]);
    fleet.setActive(true);
    await settle();
    expect(upstream.detailReads).toEqual(["nowhere"]);
    expect(shownIds()).toEqual([]);
  });
});

describe("the ids of a query", () => {
  const id = "iab12cd34ef56gh78ij9k";

  test("are at most ten", () => {
    const [first = "", ...others] = Array.from({ length: 30 }, (_, index) => `x${index}`);
    expect(soughtIds(byId(first, ...others))).toHaveLength(10);
  });

  test("are also what looks like one in free text, with or without the client's behind", () => {
    expect(soughtIds({ conditions: [words(id)] })).toEqual([id]);
    expect(soughtIds({ conditions: [words(`${id}-6532622b`)] })).toEqual([id]);
    expect(soughtIds({ conditions: [words("worker"), words("internationalization")] })).toEqual([]);
  });

  test("are none that could become another path, nor those excluded", () => {
    const excluded = { ...fieldIs("id", id), op: "!=" } as const;
    expect(soughtIds({ conditions: [fieldIs("id", "../x"), excluded] })).toEqual([]);
  });
});
