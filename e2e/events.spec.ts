import { noteApiRequests } from "./support/api-requests.ts";
import { passInterval, takeClock } from "./support/clock.ts";
import { expect, test } from "./support/fixtures.ts";
import { expectRow, expectRows, fleetStatus, row } from "./support/table.ts";

test("what happens elsewhere shows within an interval, for one request of events and no list unless something starts", async ({
  page,
  sandbar,
  engine,
}) => {
  await takeClock(page);
  const requests = noteApiRequests(page);
  const events = () => requests.all().filter(({ path }) => path === "/sandboxes/events").length;
  /** Lets an interval pass, and waits until its first request is there. */
  const interval = async () => {
    requests.clear();
    await passInterval(page);
    // An interval counts from the end of the reading before it, which may have come while the clock was moved.
    await expect
      .poll(async () => {
        if (events() === 0) await page.clock.runFor(5_000);
        return events();
      })
      .toBe(1);
  };
  const [dead, asleep, stays] = [await engine.create(), await engine.create(), await engine.create()];
  await page.goto(sandbar.url);
  await expectRows(page, [dead, asleep, stays]);

  // Events are believed once there was a first reading to follow.
  await interval();
  await expect.poll(() => requests.lists().length).toBe(1);
  await interval();

  await engine.kill(dead);
  await engine.pause(asleep);
  await interval();
  await expectRow(page, { id: asleep, state: "paused" });
  await expect(fleetStatus(page)).toContainText("2 sandboxes");
  await expect(page.getByText("ended, by event").first()).toBeVisible();
  await expect(row(page, asleep).getByTitle("paused, by event")).toBeVisible();
  expect(requests.lists()).toEqual([]);

  const fresh = await engine.create();
  await interval();
  await expect(row(page, fresh)).toBeVisible();
  expect(requests.lists()).toHaveLength(1);
});
