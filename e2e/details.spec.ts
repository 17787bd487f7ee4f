import { expect, test } from "./support/fixtures.ts";
import { details, expectRow, expectRows, openLink, row, refresh } from "./support/table.ts";

test("shows all there is to know, secrets masked, in a panel beside the list", async ({
  page,
  sandbar,
  engine,
}) => {
  const id = await engine.create({
    metadata: { team: "core", api_key: "sk-live-hidden", empty: "" },
    allow_internet_access: false,
    autoPause: true,
  });
  await page.goto(sandbar.url);
  await openLink(page, id).click();
  await expect(page).toHaveURL(`${sandbar.url}/?open=${id}`);
  const panel = details(page);
  for (const text of [id, "running", "base", "team", "core", "api_key", "••••••"])
    await expect(panel).toContainText(text);
  await expect(panel).not.toContainText("sk-live-hidden");
  await panel.getByRole("button", { name: "Reveal the value of api_key" }).click();
  await expect(panel).toContainText("sk-live-hidden");
  await expect(row(page, id)).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("sk-live-hidden", { useInnerText: true });
});

test("looking changes nothing: list, details, hover and refresh never connect, resume or extend", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  const paused = await engine.create();
  await engine.pause(paused);
  const running = await engine.create();
  const before = await engine.list();
  await page.goto(behindFaults.url);
  await expectRows(page, [paused, running]);
  for (const id of [paused, running]) {
    await openLink(page, id).click();
    await expect(details(page)).toContainText(id);
    await row(page, id).hover();
  }
  await refresh(page);
  await page.goto(`${behindFaults.url}/?open=${paused}`);
  await expect(details(page)).toContainText("paused");
  expect(faults.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  expect(await engine.list()).toEqual(before);
});

test("pause, resume for a stated time, extend", async ({ page, behindFaults, faults, engine }) => {
  const id = await engine.create({ timeout: 600 });
  await page.goto(`${behindFaults.url}/?open=${id}`);
  const panel = details(page);
  await panel.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(panel.getByRole("button", { name: "Resume", exact: true })).toBeEnabled();
  await expectRow(page, { id, state: "paused" });
  expect(await engine.get(id)).toMatchObject({ state: "paused" });

  await panel.getByRole("button", { name: "Resume", exact: true }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Resume/ })
    .click();
  await expectRow(page, { id, state: "running" });
  const [connect] = faults.requests.filter(({ endpoint }) => endpoint === "connectSandbox");
  expect(JSON.parse(connect?.body ?? "{}"), "its time is stated").toMatchObject({
    timeout: expect.any(Number),
  });

  await panel.getByRole("button", { name: "Extend", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Extend sandbox" });
  await dialog.getByRole("textbox", { name: "Timeout" }).fill("2h");
  await dialog.getByRole("button", { name: "Extend", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expectRow(page, { id, "ends in": "1 h" });
  const left = Date.parse((await engine.get(id))?.endAt ?? "") - Date.now();
  expect(left).toBeGreaterThan(7_100_000);
  expect(left).toBeLessThanOrEqual(7_200_000);
});

test.describe("an id that is gone", () => {
  test.use({ requestsMayFail: true });

  test("says when it ended and why", async ({ page, sandbar, engine }) => {
    const id = await engine.create();
    await engine.kill(id);
    await page.goto(`${sandbar.url}/?open=${id}`);
    await expect(details(page)).toContainText(id);
    await expect(details(page)).toContainText(/Ended .*\d\d:\d\d/);
  });

  test("ended or never existed, when nothing tells of it", async ({ page, sandbar }) => {
    await page.goto(`${sandbar.url}/?open=inobodyknowsthisone00`);
    await expect(details(page)).toContainText("Ended or never existed");
    await expect(details(page).getByRole("button", { name: "Kill", exact: true })).toBeDisabled();
  });

  test("says so as well when it ends while it is open", async ({ page, sandbar, engine }) => {
    const id = await engine.create();
    await page.goto(`${sandbar.url}/?open=${id}`);
    await expect(details(page)).toContainText("running");
    await engine.kill(id);
    await refresh(page);
    await expect(details(page)).toContainText(/Ended .*\d\d:\d\d/);
  });
});

test("its lifecycle is told, newest first", async ({ page, sandbar, engine }) => {
  const id = await engine.create();
  await engine.pause(id);
  await page.goto(`${sandbar.url}/?open=${id}`);
  const events = details(page)
    .getByRole("list", { name: /event|lifecycle/i })
    .getByRole("listitem");
  await expect(events).toHaveCount(2);
  await expect(events.first()).toContainText(/pause/i);
  await expect(events.last()).toContainText(/create/i);
});

test("opened by mouse they close with Escape; where they cover the list they take the focus", async ({
  page,
  sandbar,
  engine,
}) => {
  const id = await engine.create();
  await page.goto(sandbar.url);
  await openLink(page, id).click();
  await expect(details(page)).toContainText("running");
  await page.keyboard.press("Escape");
  await expect(details(page)).toBeHidden();
  await expect(row(page, id)).toBeFocused();

  await page.setViewportSize({ width: 390, height: 844 });
  await openLink(page, id).click();
  await expect(details(page).getByRole("heading", { name: id })).toBeFocused();
});
