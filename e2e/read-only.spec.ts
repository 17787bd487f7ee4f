import { expect, test } from "./support/fixtures.ts";
import { engineClient } from "./support/engine-client.ts";
import { details, expectRow, openLink, row } from "./support/table.ts";

test.use({ server: { readOnly: true } });

test("a read-only console says so, looks, and offers nothing that changes", async ({
  page,
  sandbar,
  engine,
}) => {
  const id = await engine.create({ metadata: { team: "core" } });
  await page.goto(sandbar.url);
  await expectRow(page, { id, state: "running", metadata: "team=core" });
  await expect(page.getByRole("banner")).toContainText(/read-only/i);
  const acts = [
    page.getByRole("button", { name: "Create sandbox", exact: true }),
    row(page, id).getByRole("button", { name: `Kill ${id}` }),
    row(page, id).getByRole("button", { name: `Pause ${id}` }),
  ];
  for (const act of acts) await expect(act).toBeDisabled();

  await openLink(page, id).click();
  for (const name of ["Kill", "Pause", "Extend"])
    await expect(details(page).getByRole("button", { name, exact: true })).toBeDisabled();
  await row(page, id).focus();
  await page.keyboard.press("Delete");
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  expect(await engine.get(id)).toMatchObject({ state: "running" });
});

test("its server refuses everything but GET, whatever the page believes", async ({ request, sandbar }) => {
  const engine = engineClient(sandbar.engineUrl, sandbar.engineKey);
  const id = await engine.create();
  const url = `${sandbar.url}/api/local/sandboxes/${id}`;
  const headers = { "sec-fetch-site": "same-origin", "x-sandbar-console": "1" };
  for (const reply of [
    await request.delete(url, { headers }),
    await request.post(`${url}/pause`, { headers }),
    await request.post(`${sandbar.url}/api/local/sandboxes`, { headers, data: { templateID: "base" } }),
  ]) {
    expect(reply.status()).toBe(403);
    expect(await reply.json()).toMatchObject({ code: 403, error_code: "sandbar_read_only" });
  }
  expect((await request.get(url)).status()).toBe(200);
  expect(await engine.list()).toHaveLength(1);
});
