import { expect, test } from "vitest";
import type { Failure } from "#contract/failure.ts";
import { metadataIs } from "#query/ast.ts";
import { settle } from "./testing/fake-clock.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

const down: Failure = { kind: "upstream", endpoint: "killSandbox", status: 500, message: "boom" };
const body = {
  templateID: "base",
  timeout: 300,
  secure: true,
  allow_internet_access: true,
  autoPause: false,
} as const;

test("a kill marks the row at once, then it is gone and no late page brings it back", async () => {
  const { fleet, upstream, control, show, shownIds, clock } = createTestFleet({ sandboxes: 3 });
  await show();
  const [id = ""] = shownIds();
  upstream.holdReplies(true);
  fleet.refresh();
  await clock.advance(1);
  const killed = control.kill(id);
  expect(fleet.get().marks.get(id)).toEqual({ kind: "doing", action: "kill" });
  expect(await killed).toEqual({ ok: true, value: "killed" });
  expect(shownIds()).not.toContain(id);
  upstream.deliver();
  await settle();
  expect(shownIds()).not.toContain(id);
  expect(fleet.get().marks.size).toBe(0);
});

test("killing what is already gone is what was wanted", async () => {
  const { upstream, control, show, shownIds } = createTestFleet({ sandboxes: 2 });
  await show();
  const [id = ""] = shownIds();
  upstream.kill(id);
  expect(await control.kill(id)).toEqual({ ok: true, value: "already-gone" });
  expect(shownIds()).not.toContain(id);
});

test("a failed kill puts the row back with the reason, until dismissed", async () => {
  const { fleet, upstream, control, show, shownIds } = createTestFleet({ sandboxes: 2 });
  await show();
  const [id = ""] = shownIds();
  upstream.failWith(down);
  expect(await control.kill(id)).toEqual({ ok: false, error: down });
  expect(shownIds()).toContain(id);
  expect(fleet.get().marks.get(id)).toEqual({ kind: "failed", action: "kill", failure: down });
  control.dismiss(id);
  expect(fleet.get().marks.size).toBe(0);
});

test("pause and resume show the state that was read afterwards", async () => {
  const { fleet, clock, control, show, shownIds } = createTestFleet({ sandboxes: 1 });
  await show();
  const [id = ""] = shownIds();
  await clock.advance(1);
  await control.pause(id);
  expect(fleet.row(id)?.state).toBe("paused");
  await clock.advance(1);
  await control.resume(id, 60);
  expect(fleet.row(id)?.state).toBe("running");
  expect(fleet.get().marks.size).toBe(0);
});

test("reading one that does not exist takes it out", async () => {
  const { upstream, control, show, shownIds } = createTestFleet({ sandboxes: 2 });
  await show();
  const [id = ""] = shownIds();
  upstream.kill(id);
  expect(await control.read(id)).toMatchObject({ ok: false, error: { kind: "not-found" } });
  expect(shownIds()).not.toContain(id);
});

test("a failed create gives the upstream's words and shows nothing", async () => {
  const { fleet, upstream, control, show } = createTestFleet();
  await show();
  upstream.failWith({ ...down, kind: "quota", message: "too many" });
  expect(await control.create(body)).toMatchObject({ ok: false, error: { message: "too many" } });
  expect(fleet.get().rows).toEqual([]);
});

test("a created sandbox is shown although the filter hides it, and ends like any other", async () => {
  const { fleet, clock, upstream, control, show, shownIds } = createTestFleet({ sandboxes: 2 });
  await show({ conditions: [metadataIs("env", "prod")] });
  const created = await control.create(body);
  const id = created.ok ? created.value : "";
  expect(shownIds()).toEqual([id]);
  expect([...fleet.get().pinned]).toEqual([id]);

  await clock.advance(1);
  upstream.setState(id, "paused");
  fleet.refresh();
  await settle();
  expect(fleet.get().rows[0]?.state).toBe("paused");

  await clock.advance(1);
  upstream.kill(id);
  fleet.refresh();
  await settle();
  expect(shownIds()).toEqual([]);
});

test("a created sandbox that matches comes first at once, and stands in the list from the next reading on", async () => {
  const { fleet, clock, upstream, control, show, shownIds } = createTestFleet({ sandboxes: 2 });
  await show();
  await clock.advance(1);
  const created = await control.create(body);
  expect(shownIds()).toEqual(upstream.ids());
  await clock.advance(1);
  fleet.refresh();
  await settle();
  expect(fleet.get().pinned.size).toBe(0);
  upstream.kill(created.ok ? created.value : "");
  await clock.advance(1);
  fleet.refresh();
  await settle();
  expect(shownIds()).toEqual(upstream.ids());
});

test("a pinned row goes with the query, not with the sort", async () => {
  const { control, show, shownIds } = createTestFleet();
  const query = { conditions: [metadataIs("env", "prod")] };
  await show(query);
  await control.create(body);
  await show(query, { column: "id", direction: "asc" });
  expect(shownIds()).toHaveLength(1);
  await show({ conditions: [metadataIs("env", "dev")] });
  expect(shownIds()).toHaveLength(0);
});
