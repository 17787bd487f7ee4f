import { expect, test } from "./support/fixtures.ts";
import { tabToAndPress } from "./support/keys.ts";
import { expectRows, filterBar } from "./support/table.ts";
import { openViews, saveView, storedText, viewList, viewRow, viewsButton } from "./support/views.ts";

test("a link to a view opens elsewhere, offers to save it, and its name is not in the URL", async ({
  page,
  context,
  sandbar,
  engine,
  elsewhere: other,
}) => {
  const prod = await engine.create({ metadata: { env: "prod" } });
  await engine.create();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${sandbar.url}/?q=env=prod`);
  await saveView(page, "Prod & more");
  await tabToAndPress(page, viewsButton(page));
  await expect(viewRow(page, "Prod & more")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.type("Cop");
  await expect(page.getByRole("menuitem", { name: "Copy link" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toBeHidden();
  const link = `${sandbar.url}/?q=env=prod&view=Prod+%26+more`;
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await page.goto(link);
  await expect(viewsButton(page)).toHaveText("View: Prod & more");
  await expect(page.getByRole("button", { name: "Save view “Prod & more”" })).toHaveCount(0);

  await other.goto(link);
  await expectRows(other, [prod]);
  await expect(other).toHaveURL(`${sandbar.url}/?q=env=prod`);
  await tabToAndPress(other, other.getByRole("button", { name: "Save view “Prod & more”" }));
  await expect(other.getByRole("textbox", { name: "Name" })).toHaveValue("Prod & more");
  await other.keyboard.press("Enter");
  await expect(viewsButton(other)).toHaveText("View: Prod & more");
  await expect(other.getByRole("button", { name: "Save view “Prod & more”" })).toHaveCount(0);
});

test("conditions on masked values stay out of views, recent queries, URL and storage, and it is said", async ({
  page,
  context,
  sandbar,
  engine,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const id = await engine.create({ metadata: { env: "prod", api_key: "sk-live-hidden" } });
  await engine.create({ metadata: { env: "prod" } });
  await page.goto(`${sandbar.url}/?q=env=prod+api_key=sk-live-hidden&view=Mine`);
  await expectRows(page, [id]);
  await expect(page).toHaveURL(`${sandbar.url}/?q=env=prod`);
  await expect(viewsButton(page)).toHaveText("Views");
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByRole("region", { name: "Notifications" })).toContainText(
    "Link copied without 1 condition on a masked value.",
  );
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${sandbar.url}/?q=env=prod`);

  await openViews(page);
  await viewList(page).getByRole("button", { name: "Save view…" }).click();
  const save = page.getByRole("dialog", { name: "Save view" });
  await expect(save).toContainText("One condition is on a masked value: the view does not hold it.");
  await save.getByRole("button", { name: "Save view" }).click();
  await expect(save).toBeHidden();
  await expect.poll(() => storedText(page)).toContain("sandbar:queries:local");
  const stored = await storedText(page);
  expect(stored).toContain("sandbar:views:local");
  expect(stored).not.toContain("hidden");

  await openViews(page);
  await viewList(page).getByRole("button", { name: "Forget the recent query" }).click();
  await expect.poll(() => storedText(page)).not.toContain("sandbar:queries:local");
});

test("a secret in a link's text that cannot be read leaves the address as well, is shown nowhere, and it is said", async ({
  page,
  sandbar,
  engine,
}) => {
  const id = await engine.create({ metadata: { env: "prod" } });
  await engine.create();
  await page.goto(`${sandbar.url}/?q=env=prod+api_key==hunter2canary+a,b`);
  await expectRows(page, [id]);
  await expect(page).toHaveURL(`${sandbar.url}/?q=env=prod+a,b`);
  const said =
    "A part of the link's filter was not understood and may hold a secret: not applied, and taken out of the address.";
  await expect(filterBar(page)).toContainText(said);
  await expect(page.getByRole("main")).toContainText("2 parts of the filter's text are not understood");
  expect(await page.content()).not.toContain("hunter2canary");
  expect(await storedText(page)).not.toContain("hunter2canary");
  await filterBar(page)
    .getByRole("button", { name: `Dismiss: ${said}` })
    .click();
  await expect(filterBar(page)).not.toContainText(said);
  await expect(page).toHaveURL(`${sandbar.url}/?q=env=prod+a,b`);
  await filterBar(page).getByRole("button", { name: "Remove the text" }).click();
  await expect(page).toHaveURL(`${sandbar.url}/?q=env=prod`);
});

test("equal filters have equal URLs, and awkward ones survive them", async ({ page, sandbar, engine }) => {
  const id = await engine.create({ metadata: { "a&b": "c+d#%", "cost center": "R&D, (west)!" } });
  await engine.create();
  const query = `"cost center"="R&D, (west)!" a&b=c+d#%`;
  await page.goto(`${sandbar.url}/?${new URLSearchParams({ q: `${query}  ${query}` }).toString()}`);
  await expectRows(page, [id]);
  await expect(page).toHaveURL(`${sandbar.url}/?q=%22cost+center%22=%22R%26D,+(west)!%22+a%26b=c%2Bd%23%25`);
  await expect(filterBar(page)).toContainText("a&b=c+d#%");
  await page.reload();
  await expectRows(page, [id]);
});
