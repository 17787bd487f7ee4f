import { expect, test } from "vitest";
import { ManualClock } from "./support/manual-clock.ts";
import { testEngine } from "./support/test-engine.ts";

test("at the deadline one is killed, another paused, by one timer, and events say why", async () => {
  const { create, call, clock, engine } = await testEngine();
  const [killed, kept, paused] = [
    await create({ timeout: 60 }),
    await create({ timeout: 600 }),
    await create({ timeout: 90, autoPause: true }),
  ];
  expect(clock.alarms).toBe(1);
  clock.advance(59.9);
  expect(engine.count()).toBe(3);
  clock.advance(31);
  expect(engine.count(), "without anyone asking").toBe(2);
  expect((await call("GET", `/sandboxes/${killed}`)).status).toBe(404);
  expect((await call("GET", `/sandboxes/${paused}`)).body).toMatchObject({
    state: "paused",
    endAt: "2026-11-23T12:01:30.000002Z",
  });
  expect((await call("GET", `/sandboxes/${kept}`)).body).toMatchObject({ state: "running" });
  expect((await call("GET", `/sandboxes/events?sandboxID=${killed}`)).body).toMatchObject({
    total: 2,
    hasMore: false,
    items: [
      {
        eventName: "delete",
        errorMsg: "deadline reached",
        recordAt: Date.parse("2026-11-23T12:01:00Z") / 1000,
        templateName: "base",
      },
      { eventName: "create", errorMsg: "", state: "success", statusCode: 201 },
    ],
  });
  expect((await call("GET", `/sandboxes/events?sandboxID=${paused}&events=pause`)).body).toMatchObject({
    items: [{ errorMsg: "deadline reached" }],
  });
});

test("a timer that is late lets nothing overdue be seen or touched", async () => {
  const { create, call, clock, list } = await testEngine();
  const id = await create({ timeout: 60, metadata: { k: "v" } });
  clock.slip(60);
  expect(await list("?metadata=k%3Dv")).toEqual([]);
  const late = await create({ timeout: 60 });
  clock.slip(60);
  expect((await call("POST", `/sandboxes/${late}/timeout`, { timeout: 60 })).status).toBe(404);
  expect((await call("DELETE", `/sandboxes/${id}`)).status).toBe(404);
});

test("a restart resumes deadlines and settles those that passed", async () => {
  const clock = new ManualClock();
  const first = await testEngine({ clock });
  const { dataDir } = first;
  const [gone, asleep, alive] = [
    await first.create({ timeout: 60 }),
    await first.create({ timeout: 60, autoPause: true }),
    await first.create({ timeout: 600, metadata: { k: "v" } }),
  ];
  await first.engine.close();
  clock.advance(120);
  const second = await testEngine({ clock, dataDir });
  expect(second.engine.count()).toBe(2);
  expect(await second.list("?state=paused")).toEqual([asleep]);
  expect(await second.list("?state=running&metadata=k%3Dv")).toEqual([alive]);
  expect((await second.call("GET", `/sandboxes/events?sandboxID=${gone}`)).body).toMatchObject({
    items: [{ eventName: "delete", recordAt: Date.parse("2026-11-23T12:01:00Z") / 1000 }, {}],
  });
  clock.advance(481);
  expect(second.engine.count()).toBe(1);
});

test("starts stay strictly increasing over a restart and a clock set back", async () => {
  const clock = new ManualClock();
  const first = await testEngine({ clock });
  const old = await first.create();
  await first.engine.close();
  clock.slip(-100);
  const second = await testEngine({ clock, dataDir: first.dataDir });
  const young = await second.create();
  expect(await second.list()).toEqual([young, old]);
});
