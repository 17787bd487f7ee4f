import { describe, expect, test } from "vitest";
import type { Query } from "#query/ast.ts";
import { parse } from "#query/parse.ts";
import { settle } from "./testing/fake-clock.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

const query = (text: string): Query => parse(text).query;

describe("time", () => {
  test("rows enter and leave by their age without a reading", async () => {
    const { clock, upstream, show, shownIds } = createTestFleet({ sandboxes: 1 });
    await clock.advance(30_000);
    const young = upstream.create();
    upstream.setStart(young, clock.now());
    await show(query("age:<1m"));
    expect(shownIds()).toHaveLength(2);
    await clock.advance(29_000);
    expect(shownIds()).toHaveLength(2);
    await clock.advance(2_000);
    expect(shownIds()).toEqual([young]);
    await show(query("age:>1m"));
    await clock.advance(40_000);
    expect(shownIds()).toHaveLength(2);
    expect(upstream.requests).toHaveLength(1);
  });

  test("while nothing comes or goes the snapshot stays the same object", async () => {
    const { clock, fleet, show } = createTestFleet({ sandboxes: 3 });
    await show(query("age:<1h"));
    const before = fleet.get();
    let told = 0;
    fleet.subscribe(() => (told += 1));
    await clock.advance(60_000);
    expect(fleet.get()).toBe(before);
    expect(told).toBe(0);
  });

  test("does not go on while nobody looks, and has when one does again", async () => {
    const { clock, fleet, show, shownIds } = createTestFleet({ sandboxes: 3 });
    await show(query("age:<1m"));
    fleet.setActive(false);
    await clock.advance(120_000);
    expect(shownIds()).toHaveLength(3);
    fleet.setActive(true);
    expect(shownIds()).toEqual([]);
  });

  test("the lists of a query stay the same while time passes", async () => {
    const capabilities = { template: true, startedAfter: true, order: true };
    const { clock, upstream, show } = createTestFleet({ sandboxes: 3, capabilities });
    await show(query("age:<1h"));
    await clock.advance(600_000);
    await show(query("age:<1h"), { column: "cpu", direction: "asc" });
    expect(upstream.requests).toHaveLength(1);
  });
});

describe("regular expressions", () => {
  test("what they have not answered yet is not shown, and is no answer either", async () => {
    const { fleet, upstream, regex, show, shownIds } = createTestFleet();
    const prod = upstream.create({ metadata: [["env", "prod-1"]] });
    upstream.create({ metadata: [["env", "dev"]] });
    upstream.create();
    regex.hold(true);
    await show(query("env=~^prod"));
    expect(fleet.get()).toMatchObject({ rows: [], matching: 0, undecided: 2, checked: 3, tooSlow: [] });
    regex.hold(false);
    expect(shownIds()).toEqual([prod]);
    expect(fleet.get()).toMatchObject({ matching: 1, undecided: 0 });
  });

  test("one that takes too long is told of", async () => {
    const { fleet, upstream, regex, show } = createTestFleet();
    upstream.create({ metadata: [["env", "prod"]] });
    const slow = query('env=~"^(a+)+$"');
    await show(slow);
    regex.giveUp("^(a+)+$");
    await show(slow);
    expect(fleet.get()).toMatchObject({ undecided: 1, tooSlow: ["^(a+)+$"] });
  });
});

test("a script that does not arrive is told of where the query needs it", async () => {
  const { fleet, upstream, regex, show } = createTestFleet();
  upstream.create({ metadata: [["env", "prod"]] });
  await show(query("env=~^prod"));
  regex.lose();
  expect(fleet.get().regexMissing).toBe(true);
  await show(query("env=prod"));
  expect(fleet.get()).toMatchObject({ regexMissing: false, undecided: 0 });
});

describe("template names", () => {
  test("a name that rows do not carry is resolved by the template list, read only then", async () => {
    const { upstream, show, shownIds } = createTestFleet();
    const wanted = upstream.create({ templateID: "other" });
    upstream.create();
    await show();
    expect(upstream.templateReads()).toBe(0);
    for (const name of ["other", "second", "team/first"]) {
      await show(query(`template:${name}`));
      expect(shownIds()).toEqual([wanted]);
    }
    expect(upstream.templateReads()).toBe(1);
  });

  test("until the list is here nothing is ruled out", async () => {
    const { fleet, upstream, show, shownIds } = createTestFleet();
    const wanted = upstream.create({ templateID: "other" });
    await show();
    upstream.holdReplies(true);
    await show(query("template:second"));
    expect(fleet.get()).toMatchObject({ rows: [], undecided: 1 });
    upstream.deliver();
    await settle();
    expect(shownIds()).toEqual([wanted]);
  });

  test("until the list is here nothing is taken for another's", async () => {
    const { fleet, upstream, show, shownIds } = createTestFleet();
    upstream.create({ templateID: "other" });
    const base = upstream.create();
    await show();
    upstream.holdReplies(true);
    await show(query("-template:second"));
    expect(fleet.get()).toMatchObject({ rows: [], undecided: 2 });
    upstream.deliver();
    await settle();
    expect(shownIds()).toEqual([base]);
  });

  test("a list that cannot be had leaves names as they stand, and is tried again for the next query", async () => {
    const { fleet, upstream, show, shownIds } = createTestFleet();
    const wanted = upstream.create({ templateID: "other" });
    await show();
    upstream.failWith({ kind: "upstream", endpoint: "listTemplates", status: 500, message: "boom" });
    await show(query("template:second"));
    expect(fleet.get()).toMatchObject({ rows: [], undecided: 0 });
    upstream.failWith(undefined);
    await show(query("template:second state:running"));
    expect(shownIds()).toEqual([wanted]);
  });
});
