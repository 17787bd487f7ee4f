import { noteApiRequests, noteQuiet } from "./support/api-requests.ts";
import { takeClock } from "./support/clock.ts";
import { expect, test } from "./support/fixtures.ts";
import { expectRow, expectRows, fleetStatus, row } from "./support/table.ts";

test("what happens elsewhere shows within an interval, for one request of events and no list unless something starts", async ({
  page,
  sandbar,
  engine,
}) => {
  await takeClock(page);
  const requests = noteApiRequests(page);
  const isQuiet = noteQuiet(page);
  const events = () => requests.all().filter(({ path }) => path === "/sandboxes/events").length;
  /**
   * Lets an interval pass, and what is read in it be read to its end. It counts from the end of the reading before, so time passes once all is
   * answered, and no more of it than is due: every five minutes the lists are read, whatever events tell.
   */
  const interval = async () => {
    requests.clear();
    await expect
      .poll(
        async () => {
          if (events() === 0 && isQuiet()) await page.clock.runFor(5_000);
          return events() === 1 && isQuiet();
        },
        { intervals: [50] },
      )
      .toBe(true);
  };
  const [dead, asleep, stays] = [await engine.create(), await engine.create(), await engine.create()];
  await page.goto(sandbar.url);
  await expectRows(page, [dead, asleep, stays]);

  // Events are believed once there was a first reading to follow.
  await interval();
  await expect.poll(() => requests.lists().length).toBe(1);
  await expect.poll(isQuiet).toBe(true);

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
