import { expect, test } from "./support/fixtures.ts";
import {
  details,
  expectNoRow,
  expectRow,
  expectRows,
  grid,
  openLink,
  refresh,
  row,
} from "./support/table.ts";
import { killDialog, killSeveralDialog, select } from "./support/kill.ts";

test("from the row: the question names what is killed, starts on Cancel, and Cancel changes nothing", async ({
  page,
  sandbar,
  engine,
}) => {
  const id = await engine.create({ metadata: { team: "core", api_key: "sk-live-hidden" } });
  await page.goto(sandbar.url);
  await row(page, id)
    .getByRole("button", { name: `Kill ${id}` })
    .click();
  const dialog = killDialog(page);
  await expect(dialog).toContainText(id);
  await expect(dialog).toContainText("running");
  await expect(dialog).toContainText(/started .+ ago/);
  await expect(dialog).toContainText("team=core");
  await expect(dialog).toContainText("api_key=••••••");
  await expect(dialog).not.toContainText("sk-live-hidden");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
  await expect(row(page, id)).toBeVisible();
  expect(await engine.get(id)).toMatchObject({ state: "running" });
});

test("a question dismissed with Escape returns the focus to where it was", async ({
  page,
  sandbar,
  engine,
}) => {
  const id = await engine.create();
  await page.goto(sandbar.url);
  const button = row(page, id).getByRole("button", { name: `Kill ${id}` });
  await button.click();
  await expect(killDialog(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(killDialog(page)).toBeHidden();
  await expect(button).toBeFocused();
});

test("from the keyboard, with the question in between", async ({ page, sandbar, engine }) => {
  const [older, newer] = [await engine.create(), await engine.create()];
  await page.goto(sandbar.url);
  await expectRows(page, [older, newer]);
  await row(page, newer).focus();
  await page.keyboard.press("j");
  await expect(row(page, older)).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(killDialog(page)).toContainText(older);
  await expect(killDialog(page).getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(killDialog(page).getByRole("button", { name: "Kill", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expectRows(page, [newer]);
  expect(await engine.get(older)).toBeUndefined();
});

test("the Delete key asks about the selected ones that are left, as the button does", async ({
  page,
  sandbar,
  engine,
}) => {
  const ids = [await engine.create(), await engine.create(), await engine.create()];
  const [first = "", second = "", gone = ""] = ids;
  await page.goto(sandbar.url);
  await select(page, ids);
  await engine.kill(gone);
  await refresh(page);
  await expect(page.getByRole("main")).toContainText("1 of 3 selected has ended");
  await expect(page.getByRole("button", { name: "Kill 2 sandboxes…" })).toBeVisible();
  await row(page, first).focus();
  await page.keyboard.press("Delete");
  const dialog = killSeveralDialog(page, 2);
  await expect(dialog).toContainText(first);
  await expect(dialog).toContainText(second);
  await expect(dialog).not.toContainText(gone);
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  // What takes itself away leaves its focus to the table.
  const focused = grid(page).locator("tbody tr:focus");
  await page.getByRole("button", { name: "Remove it" }).press("Enter");
  await expect(page.getByRole("main")).toContainText("2 selected");
  await expect(focused).toHaveCount(1);
  await page.getByRole("button", { name: "Clear the selection" }).press("Enter");
  await expect(page.getByRole("main")).not.toContainText("2 selected");
  await expect(focused).toHaveCount(1);
});

test.describe("asked for once more than it exists", () => {
  test.use({ requestsMayFail: true });

  test("from the details", async ({ page, sandbar, engine }) => {
    const [id, other] = [await engine.create(), await engine.create()];
    await page.goto(sandbar.url);
    await openLink(page, id).click();
    await details(page).getByRole("button", { name: "Kill", exact: true }).click();
    await killDialog(page).getByRole("button", { name: "Kill", exact: true }).click();
    await expectRows(page, [other]);
    expect(await engine.get(id)).toBeUndefined();
  });

  test("one that somebody else killed meanwhile is already gone, which is no failure", async ({
    page,
    sandbar,
    engine,
  }) => {
    const id = await engine.create();
    await page.goto(sandbar.url);
    await row(page, id)
      .getByRole("button", { name: `Kill ${id}` })
      .click();
    await expect(killDialog(page)).toBeVisible();
    await engine.kill(id);
    await killDialog(page).getByRole("button", { name: "Kill", exact: true }).click();
    await expect(page.getByText(`${id} was already gone`)).toBeVisible();
    await expectNoRow(page, id);
  });
});

test.describe("behind an upstream that fails", () => {
  test.use({ requestsMayFail: true });

  test("the row says killing at once; a failure puts it back with the reason; another try works", async ({
    page,
    behindFaults,
    faults,
    engine,
  }) => {
    const id = await engine.create();
    await page.goto(behindFaults.url);
    const broken = faults.inject(
      { kind: "status", status: 500, message: "The node does not answer" },
      { endpoint: "killSandbox" },
    );
    const kill = async () => {
      await row(page, id)
        .getByRole("button", { name: `Kill ${id}` })
        .click();
      await killDialog(page).getByRole("button", { name: "Kill", exact: true }).click();
    };
    await kill();
    await broken.met();
    await expect(row(page, id)).toContainText("The node does not answer");
    await expectRow(page, { id, state: "running" });
    broken.clear();

    const slow = faults.inject({ kind: "hold", at: "request" }, { endpoint: "killSandbox" });
    await kill();
    await slow.met();
    await expect(row(page, id)).toContainText(/killing/i);
    slow.clear();
    await expectNoRow(page, id);
    expect(await engine.get(id)).toBeUndefined();
  });

  test("a reply that got lost is settled by asking again: already gone", async ({
    page,
    behindFaults,
    faults,
    engine,
  }) => {
    const id = await engine.create();
    await page.goto(behindFaults.url);
    await expectRow(page, { id });
    // Read again by itself the list would tell first.
    await page.getByRole("combobox", { name: "Refresh interval" }).selectOption("Off");
    faults.inject({ kind: "drop", at: "reply" }, { endpoint: "killSandbox", times: 1 });
    await row(page, id)
      .getByRole("button", { name: `Kill ${id}` })
      .click();
    await killDialog(page).getByRole("button", { name: "Kill", exact: true }).click();
    await expect(row(page, id)).toContainText(/cannot be reached/);
    await row(page, id)
      .getByRole("button", { name: `Kill ${id}` })
      .click();
    await killDialog(page).getByRole("button", { name: "Kill", exact: true }).click();
    await expectNoRow(page, id);
  });

  test("several: a few at once, each read again first, the outcome of each kept until dismissed", async ({
    page,
    behindFaults,
    faults,
    engine,
  }) => {
    const ids = await engine.createMany(12, (index) => ({ metadata: { index: String(index) } }));
    const [gone = "", paused = "", failing = ""] = ids;
    await page.goto(`${behindFaults.url}/?q=state:running`);
    await expectRows(page, ids);
    // Nothing but the kills is to read single ones.
    await page.getByRole("combobox", { name: "Refresh interval" }).selectOption("Off");
    await page.getByRole("checkbox", { name: "Select all loaded" }).check();
    await page.getByRole("button", { name: /^Kill 12/ }).click();
    const dialog = killSeveralDialog(page, 12);
    await expect(dialog).toContainText(/Exactly these 12/);
    await dialog.getByRole("button", { name: "Show all 12" }).press("Enter");
    await expect(dialog.getByRole("textbox", { name: "Ids of the 12 sandboxes" })).toBeFocused();
    for (const id of ids) await expect(dialog).toContainText(id);

    await engine.kill(gone);
    await engine.pause(paused);
    const broken = faults.inject(
      { kind: "status", status: 400, message: "This one is held" },
      { endpoint: "killSandbox", when: ({ path }) => path.endsWith(failing) },
    );
    const slow = faults.inject({ kind: "hold", at: "request" }, { endpoint: "getSandbox" });
    const seen = faults.requests.length;
    await dialog.getByRole("button", { name: "Kill 12", exact: true }).click();
    // A few at once: a browser opens six connections to one server, and some must stay free for looking.
    await slow.met(4);
    const reads = () => faults.requests.slice(seen).filter(({ endpoint }) => endpoint === "getSandbox");
    await expect(page.getByRole("progressbar", { name: "Killing 12 sandboxes" })).toBeVisible();
    expect(reads()).toHaveLength(4);
    await page.getByRole("button", { name: "Stop killing 12 sandboxes" }).focus();
    slow.clear();

    const job = page.getByRole("article", { name: "Kill of 12 sandboxes" });
    await expect(job).toContainText(
      "9 killed · 1 already gone · 1 changed meanwhile and left alone · 1 failed",
    );
    await expect(job).toContainText("This one is held");
    await expect(job.getByRole("button", { name: "Show ids" })).toBeFocused();
    expect(reads()).toHaveLength(12);
    expect((await engine.list()).map(({ sandboxID }) => sandboxID).sort()).toEqual([paused, failing].sort());
    const killed = faults.requests
      .filter(({ endpoint }) => endpoint === "killSandbox")
      .map(({ path }) => path);
    expect(killed.filter((path) => path.endsWith(paused) || path.endsWith(gone))).toEqual([]);

    broken.clear();
    await job.getByRole("button", { name: "Retry 1 failed" }).click();
    await expect(job).toContainText("10 killed");
    await job.getByRole("button", { name: "Show ids" }).click();
    await expect(job).toContainText(paused);
    await job.getByRole("button", { name: /^Dismiss/ }).click();
    await expect(job).toBeHidden();
  });
});

test("from 25 up the number is typed first", async ({ page, sandbar, engine }) => {
  await engine.createMany(25, () => ({}));
  await page.goto(sandbar.url);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "26");
  await page.getByRole("checkbox", { name: "Select all loaded" }).check();
  await page.getByRole("button", { name: /^Kill 25/ }).click();
  const dialog = killSeveralDialog(page, 25);
  const confirm = dialog.getByRole("button", { name: "Kill 25", exact: true });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Type 25 to confirm" }).fill("24");
  await expect(confirm).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Type 25 to confirm" }).fill("25");
  await confirm.click();
  await expect(page.getByRole("article", { name: "Kill of 25 sandboxes" })).toContainText("25 killed");
  expect(await engine.list()).toEqual([]);
});

test("the ids of the question stand still, whatever comes meanwhile", async ({ page, sandbar, engine }) => {
  const chosen = [await engine.create(), await engine.create()];
  await page.goto(sandbar.url);
  await select(page, chosen);
  await page.getByRole("button", { name: /^Kill 2/ }).click();
  const dialog = killSeveralDialog(page, 2);
  await expect(dialog).toBeVisible();
  const late = await engine.create();
  await dialog.getByRole("button", { name: "Kill 2", exact: true }).click();
  await expect(page.getByRole("article", { name: "Kill of 2 sandboxes" })).toContainText("2 killed");
  expect(await engine.list()).toMatchObject([{ sandboxID: late }]);
});
