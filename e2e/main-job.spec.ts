import { fillPair, openCreate } from "./support/create.ts";
import { onlyByChip } from "./support/facets.ts";
import { expect, test } from "./support/fixtures.ts";
import { startProgram } from "./support/program.ts";
import {
  details,
  expectNoRow,
  expectRow,
  expectRows,
  filterBar,
  grid,
  openLink,
  row,
} from "./support/table.ts";

/** A program as people write it: nothing of this project in it, its fleet given by the environment. */
const program = `
  import { createInterface } from "node:readline";
  import { Sandbox, SandboxNotFoundError } from "novita-sandbox";

  const mine = [];
  for (const [user, env] of [["ada", "prod"], ["ada", "dev"], ["bob", "prod"]])
    mine.push(await Sandbox.create({ metadata: { user, env }, timeoutMs: 600_000 }));
  await Sandbox.pause(mine[2].sandboxId);
  console.log(JSON.stringify(mine.map((sandbox) => sandbox.sandboxId)));

  for await (const question of createInterface({ input: process.stdin })) {
    const [about, text] = question.split(" ");
    if (about === "named") {
      const found = await Sandbox.list({ query: { metadata: { job: text } } }).nextItems();
      console.log(JSON.stringify(found));
    } else {
      try {
        console.log((await Sandbox.getInfo(text)).state);
      } catch (error) {
        console.log(error instanceof SandboxNotFoundError ? "not found" : String(error));
      }
    }
  }
`;

test("a program creates sandboxes; the operator finds, reads, creates and kills; the program sees it", async ({
  page,
  sandbar,
}) => {
  const sdk = startProgram(program, {
    NOVITA_API_URL: sandbar.engineUrl,
    NOVITA_API_KEY: sandbar.engineKey,
  });
  const ids: string[] = JSON.parse(await sdk.line());
  const [adaProd = "", adaDev = "", bobProd = ""] = ids;

  await test.step("they appear", async () => {
    await page.goto(sandbar.url);
    await expectRows(page, ids);
    await expectRow(page, { id: adaProd, state: "running", metadata: "user=ada", template: "base" });
    await expectRow(page, { id: bobProd, state: "paused", metadata: "user=bob" });
  });

  await test.step("filter by key=value and state", async () => {
    await onlyByChip(page, adaProd, "env=prod");
    await expectRows(page, [adaProd, bobProd]);
    await page.goto(`${sandbar.url}/?q=env=prod+state:running`);
    await expect(filterBar(page).getByRole("button", { name: "Remove filter env=prod" })).toBeVisible();
    await expect(filterBar(page).getByRole("button", { name: "Remove filter state:running" })).toBeVisible();
    await expectRows(page, [adaProd]);
  });

  await test.step("read one", async () => {
    await openLink(page, adaProd).click();
    await expect(details(page)).toContainText(adaProd);
    await expect(details(page)).toContainText("user");
    await expect(details(page)).toContainText("ada");
    await details(page).getByRole("button", { name: "Close details" }).click();
  });

  await test.step("create one with metadata", async () => {
    const dialog = await openCreate(page);
    await fillPair(dialog, 1, "job", "nightly");
    await dialog.getByRole("button", { name: "Create", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(grid(page).getByRole("row").filter({ hasText: "job=nightly" })).toBeVisible();
    sdk.say("named nightly");
    const found: { metadata: object }[] = JSON.parse(await sdk.line());
    expect(found).toMatchObject([{ metadata: { job: "nightly" }, state: "running" }]);
  });

  await test.step("kill one", async () => {
    await row(page, adaProd)
      .getByRole("button", { name: `Kill ${adaProd}` })
      .click();
    const confirm = page.getByRole("alertdialog", { name: "Kill sandbox" });
    await expect(confirm).toContainText(adaProd);
    await confirm.getByRole("button", { name: "Kill", exact: true }).click();
    await expectNoRow(page, adaProd);
    sdk.say(`state ${adaProd}`);
    expect(await sdk.line()).toBe("not found");
    sdk.say(`state ${adaDev}`);
    expect(await sdk.line()).toBe("running");
  });

  expect(await sdk.ended()).toMatchObject({ code: 0, stderr: "" });
});
