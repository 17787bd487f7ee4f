import { expect, test } from "vitest";
import { ManualClock } from "../support/manual-clock.ts";
import { testEngine } from "../support/test-engine.ts";

test("every kind of event, oldest first, in pages, by name and by part of an id", async () => {
  const { create, call } = await testEngine();
  const id = await create();
  for (const path of ["pause", "connect", "connect", "refreshes"])
    await call("POST", `/sandboxes/${id}/${path}`, {});
  await call("DELETE", `/sandboxes/${id}`);
  await create({ templateID: "desktop" });
  const events = async (search: string): Promise<unknown> =>
    (await call("GET", `/sandboxes/events?${search}`)).body;
  expect(await events(`sandboxID=${id}-local&orderAsc=true`)).toMatchObject({
    total: 6,
    items: ["create", "pause", "resume", "connect", "timeout", "delete"].map((eventName) => ({
      eventName,
      sandboxID: id,
    })),
  });
  expect(await events(`sandboxID=${id.slice(4, 14)}&events=delete`)).toMatchObject({
    total: 1,
    items: [{ errorMsg: "killed by request", statusCode: 204 }],
  });
  expect(await events("events=create%2Cdelete&limit=2&offset=1")).toMatchObject({
    total: 3,
    hasMore: false,
    items: [{ eventName: "delete" }, { eventName: "create" }],
  });
  expect(await events("limit=2")).toMatchObject({ total: 7, hasMore: true });
  expect(await events("templateID=desktop")).toMatchObject({ total: 1 });
  expect(await events("state=failed")).toEqual({ items: [], total: 0, hasMore: false });
  const now = Date.parse("2026-11-23T12:00:00Z") / 1000;
  expect(await events(`startTime=${now}&endTime=${now}`)).toMatchObject({ total: 7 });
  expect(await events(`startTime=${now + 1}&endTime=${now + 1}`)).toMatchObject({ total: 0 });
  for (const bad of [
    "limit=0",
    "limit=101",
    "offset=-1",
    "events=bogus",
    "startTime=2&endTime=1",
    "startTime=x",
    `startTime=0&endTime=${61 * 86_400}`,
  ])
    expect(await events(bad), bad).toMatchObject({ code: 400 });
});

test("events are kept for sixty days", async () => {
  const clock = new ManualClock();
  const first = await testEngine({ clock });
  await first.create({ timeout: 1 });
  await first.engine.close();
  clock.slip(61 * 86_400);
  const second = await testEngine({ clock, dataDir: first.dataDir });
  expect(
    (
      await second.call(
        "GET",
        `/sandboxes/events?startTime=${Date.parse("2026-11-01") / 1000}&endTime=${Date.parse("2026-12-01") / 1000}`,
      )
    ).body,
  ).toMatchObject({ total: 0 });
});
