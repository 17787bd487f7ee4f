import { noteApiRequests } from "./support/api-requests.ts";
import { refreshOff, takeClock } from "./support/clock.ts";
import { expect, test } from "./support/fixtures.ts";
import { setHidden } from "./support/hidden-tab.ts";
import {
  expectNoRow,
  expectRow,
  expectRows,
  fleetStatus,
  grid,
  row,
  rows,
  refresh,
  wheel,
} from "./support/table.ts";

test("the first row needs exactly one list request", async ({ page, sandbar, engine }) => {
  const id = await engine.create();
  await refreshOff(page);
  const requests = noteApiRequests(page);
  await page.goto(`${sandbar.url}/?q=state:running`);
  await expect(row(page, id)).toBeVisible();
  expect(requests.lists().map(({ search }) => Object.fromEntries(search))).toEqual([
    { state: "running", limit: "100" },
  ]);
});

test("the script before the application asks what the application would, whatever the query", async ({
  page,
  sandbar,
  engine,
}) => {
  const metadata = { env: "prod" };
  const ids = [await engine.create({ metadata }), await engine.create({ metadata })];
  await refreshOff(page);
  const requests = noteApiRequests(page);
  const views = [
    "age:<2h",
    "env=(prod,dev)&sort=started:asc",
    "template:base&sort=started:asc",
    "env=~^p",
    "env=prod&sort=started:asc&group=m:team",
  ];
  for (const view of views) {
    requests.clear();
    await page.goto(`${sandbar.url}/?q=${view}`);
    for (const id of ids) await expect(row(page, id)).toBeVisible();
    await expect(fleetStatus(page)).toContainText(/^2/);
    const asked = requests.lists().map(({ search }) => search.toString());
    expect(new Set(asked).size, `${view}: ${asked.join(", ")}`).toBe(asked.length);
    expect(asked).toHaveLength(view.includes("env=(") ? 2 : 1);
  }
});

test("all of 250 come by scrolling, each once, and the count says when it is whole", async ({
  page,
  sandbar,
  engine,
}) => {
  const ids = await engine.createMany(250, (index) => ({ metadata: { index: String(index) } }));
  await page.goto(sandbar.url);
  await expect(rows(page).first()).toBeVisible();
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "-1");
  await expect(fleetStatus(page)).toContainText("100 sandboxes loaded, more on the server");

  const seen = new Map<string, number>();
  await rows(page).first().hover();
  while (seen.size < ids.length) {
    for (const [index, id] of await shownIds(page)) {
      expect(seen.get(id) ?? index, `${id} stands where it stood`).toBe(index);
      seen.set(id, index);
    }
    const before = await lastIndex(page);
    if (before > ids.length) break;
    await page.mouse.wheel(0, 600);
    await expect.poll(() => lastIndex(page)).toBeGreaterThan(before);
  }
  expect([...seen.keys()].sort()).toEqual(ids.toSorted());
  expect(new Set(seen.values()).size).toBe(250);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "251");
  await expect(fleetStatus(page)).toContainText("250 sandboxes");
});

test.describe("with 1,000 loaded", () => {
  test.use({ server: { demo: 1000 } });

  test("a refresh reads the head and what is under the eye, not what was scrolled past", async ({
    page,
    sandbar,
    engine,
  }) => {
    await refreshOff(page);
    const requests = noteApiRequests(page);
    await page.goto(sandbar.url);
    await rows(page).first().hover();
    await expect(async () => {
      await page.mouse.wheel(0, 5_000);
      expect(await lastIndex(page)).toBe(1001);
    }).toPass({ intervals: [50] });
    await expect(grid(page)).toHaveAttribute("aria-rowcount", "1001");
    expect(requests.lists()).toHaveLength(10);

    // What is under the eye is read last: once its change shows, the refresh is over.
    const oldest = (await shownIds(page)).at(-1)?.[1] ?? "";
    await engine.kill(oldest);
    requests.clear();
    await refresh(page);
    await expectNoRow(page, oldest);
    const cursors = requests.lists().map(({ search }) => search.get("nextToken"));
    expect(cursors).toEqual([null, expect.any(String)]);
  });
});

test("a hidden tab reads nothing; shown again, it catches up", async ({ page, sandbar, engine }) => {
  await takeClock(page);
  const requests = noteApiRequests(page);
  const first = await engine.create();
  await page.goto(sandbar.url);
  await expectRows(page, [first]);
  // What is asked for once has come as well.
  await expect(page.getByRole("banner")).toContainText(/of 100,000/);

  await setHidden(page, true);
  requests.clear();
  await page.clock.runFor(120_000);
  const second = await engine.create();
  expect(requests.all()).toEqual([]);
  await expectRows(page, [first]);

  await setHidden(page, false);
  await page.clock.runFor(1_000);
  await expectRows(page, [first, second]);
});

test("refresh brings what is new and takes what is gone", async ({ page, sandbar, engine }) => {
  const [gone, stays] = [await engine.create(), await engine.create()];
  await page.goto(sandbar.url);
  await expectRows(page, [gone, stays]);
  const fresh = await engine.create({ metadata: { job: "new" } });
  await engine.kill(gone);
  await engine.pause(stays);
  await refresh(page);
  await expectRows(page, [fresh, stays]);
  await expectRow(page, { id: fresh, metadata: "job=new" });
  await expectRow(page, { id: stays, state: "paused" });
});

test("what comes and goes above does not move what one looks at", async ({ page, sandbar, engine }) => {
  const ids = await engine.createMany(90, () => ({}));
  await page.goto(sandbar.url);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "91");
  await rows(page).first().hover();
  await wheel(page, 1_210);
  await expect.poll(() => lastIndex(page)).toBeGreaterThan(60);
  const [, watched] = (await shownIds(page)).at(-20) ?? [0, ""];
  const before = await row(page, watched).boundingBox();
  expect(before).not.toBeNull();

  await engine.createMany(20, () => ({}));
  for (const id of ids.slice(-3)) await engine.kill(id);
  await refresh(page);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "108");
  await expect.poll(() => row(page, watched).boundingBox()).toEqual(before);
});

test.describe("with 180 in the list", () => {
  test.use({ server: { demo: 180 } });

  test("a burst of more than a refresh reads leaves the reader in place too", async ({
    page,
    sandbar,
    engine,
  }) => {
    await page.goto(sandbar.url);
    await rows(page).first().hover();
    await wheel(page, 3_000);
    await expect(grid(page)).toHaveAttribute("aria-rowcount", "181");
    await expect.poll(() => lastIndex(page)).toBeGreaterThan(90);
    const [, watched] = (await shownIds(page)).at(-20) ?? [0, ""];
    const before = await row(page, watched).boundingBox();
    expect(before).not.toBeNull();

    await engine.createMany(350, () => ({}));
    await refresh(page);
    await expect(grid(page)).toHaveAttribute("aria-rowcount", "531");
    await expect.poll(() => row(page, watched).boundingBox()).toEqual(before);
  });
});

test.describe("a sort of what is loaded", () => {
  test("says that it covers no more, until all is", async ({ page, behindFaults, faults, engine }) => {
    await engine.createMany(130, (index) => ({ timeout: 1000 + index }));
    const held = faults.inject(
      { kind: "hold", at: "request" },
      { endpoint: "listSandboxes", when: ({ query }) => query.includes("nextToken") },
    );
    await page.goto(behindFaults.url);
    await expect(rows(page).first()).toBeVisible();
    const header = grid(page).getByRole("columnheader", { name: "Ends in" });
    await header.getByRole("button").click();
    await expect(page).toHaveURL(/[?&]sort=ends:/);
    await expect(header).toHaveAttribute("aria-sort", /ascending|descending/);
    await held.met();
    await expect(page.getByRole("main")).toContainText("Sorted among the 100 loaded");
    held.clear();
    await expect(fleetStatus(page)).toContainText("130 sandboxes");
    await expect(page.getByRole("main")).not.toContainText("Sorted among");
  });
});

test("an empty fleet says how to start, with the lines for this upstream and no key", async ({
  page,
  sandbar,
  engine,
}) => {
  await page.goto(sandbar.url);
  const main = page.getByRole("main");
  await expect(main).toContainText(`NOVITA_API_URL='${sandbar.engineUrl}'`);
  await expect(main).toContainText("NOVITA_API_KEY=");
  await expect(main).not.toContainText(sandbar.engineKey);
  await expect(fleetStatus(page)).toContainText("No sandboxes");
  // Once there is one, the start goes, and leaves its focus to the table.
  await main.getByRole("button", { name: "Create the first one" }).focus();
  const id = await engine.create();
  await page.getByRole("button", { name: "Refresh now" }).dispatchEvent("click");
  await expect(row(page, id)).toBeFocused();
});

test.describe("the sample fleet", () => {
  test.use({ server: { demo: 7 } });

  test("is called demo data", async ({ page, sandbar }) => {
    await page.goto(sandbar.url);
    await expect(rows(page)).toHaveCount(7);
    await expect(page.getByRole("banner")).toContainText("demo data");
  });
});

type Page = Parameters<typeof rows>[0];

/** The ids on screen with the place each says it has. */
async function shownIds(page: Page): Promise<readonly (readonly [number, string])[]> {
  return rows(page).evaluateAll((elements) =>
    elements.flatMap((element) => {
      const name =
        element.querySelector("[role=checkbox], input[type=checkbox]")?.getAttribute("aria-label") ?? "";
      const id = /^Select (.+)$/.exec(name)?.[1];
      return id === undefined ? [] : [[Number(element.getAttribute("aria-rowindex")), id] as const];
    }),
  );
}

async function lastIndex(page: Page): Promise<number> {
  return Math.max(0, ...(await shownIds(page)).map(([index]) => index));
}

test("a clock set back while the page is open makes nothing look newer than it is", async ({
  page,
  sandbar,
  engine,
}) => {
  await page.clock.install();
  await refreshOff(page);
  await engine.create();
  await page.goto(sandbar.url);
  await expect(page.getByRole("banner")).toContainText("s ago");
  await page.clock.setSystemTime(Date.now() - 3_600_000);
  await refresh(page);
  await expect(page.getByRole("banner")).toContainText(/[3-9] s ago/);
});
