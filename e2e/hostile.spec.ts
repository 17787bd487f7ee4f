import type { Page } from "@playwright/test";
import { expectAccessible, expectNoOverflow } from "./support/axe.ts";
import { facets, onlyByChip } from "./support/facets.ts";
import { expect, test } from "./support/fixtures.ts";
import { hostileMetadata } from "./support/hostile-metadata.ts";
import { details, expectRows, openLink, row, rows } from "./support/table.ts";

/** Controls are shown by their numbers. */
const numbered = (text: string): string =>
  text.replaceAll(
    /\p{Cc}/gu,
    (char) => `⟨${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`,
  );

test.describe("shown as text, breaking nothing", () => {
  for (const [name, metadata] of Object.entries(hostileMetadata))
    test(name, async ({ page, sandbar, engine }) => {
      const id = await engine.create({ metadata });
      const plain = await engine.create({ metadata: { team: "core" } });
      await page.goto(sandbar.url);
      await expectRows(page, [id, plain]);
      await expectUnharmed(page);
      await openLink(page, id).click();
      await expect(details(page)).toContainText(id);
      const [key = ""] = Object.keys(metadata);
      await expect(details(page)).toContainText(numbered(key).replaceAll(/\s+/g, " ").slice(0, 20));
      await expectUnharmed(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await expect(details(page)).toContainText(id);
      await expectUnharmed(page);
      await details(page).getByRole("button", { name: "Close details" }).click();
      await expect(row(page, plain)).toBeVisible();
      await expectUnharmed(page);
      await row(page, id)
        .getByRole("button", { name: `Kill ${id}` })
        .click();
      await expect(page.getByRole("alertdialog", { name: "Kill sandbox" })).toContainText(id);
      await expectUnharmed(page);
    });
});

test("all of it in one fleet, judged by axe", async ({ page, sandbar, engine }) => {
  for (const metadata of Object.values(hostileMetadata)) await engine.create({ metadata });
  await page.goto(sandbar.url);
  await expect(page.getByRole("grid", { name: "Sandboxes" })).toBeVisible();
  const groups = facets(page).getByRole("group");
  await expect(groups).toHaveCount(25);
  // One by one, as they may still change places.
  const folded = groups.getByRole("button", { expanded: false });
  for (let left = await folded.count(); left > 0; left -= 1) {
    await folded.first().click();
    await expect(folded).toHaveCount(left - 1);
  }
  await expect(folded).toHaveCount(0);
  await expectAccessible(page);
  await expectNoOverflow(page);
});

test("halves of characters, unknown states and ids that no request can carry, from a hostile upstream", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  await engine.create({ metadata: { team: "core" } });
  const odd = { "\uD800": "\uDC00 half", fine: "a\uD800b", team: "core" };
  faults.inject(
    {
      kind: "rewrite",
      change: (listed) =>
        (Array.isArray(listed) ? listed : []).flatMap((sandbox: object) => [
          sandbox,
          { ...sandbox, sandboxID: "../../quota", metadata: odd },
          { ...sandbox, sandboxID: "<b>bold</b>", state: "hibernating", metadata: { ...odd, team: "data" } },
          { ...sandbox, sandboxID: "i".repeat(500), alias: "x".repeat(1000) },
        ]),
    },
    { endpoint: "listSandboxes" },
  );
  await page.goto(behindFaults.url);
  const unsafe = row(page, "../../quota");
  await expect(unsafe).toBeVisible();
  await expect(unsafe.getByRole("button", { name: "Kill ../../quota" })).toBeDisabled();
  await expect(row(page, "<b>bold</b>")).toContainText("hibernating");
  await expectUnharmed(page);
  await expectAccessible(page);
  await onlyByChip(page, "../../quota", "team=core");
  await expect(rows(page)).toHaveCount(3);
  await page.goto(`${behindFaults.url}/?open=${encodeURIComponent("../../quota")}`);
  await expect(details(page)).toContainText("../../quota");
  const paths = faults.requests.map(({ path }) => path);
  expect(paths.filter((path) => path.includes("..") || path.includes("%2F"))).toEqual([]);
});

async function expectUnharmed(page: Page): Promise<void> {
  expect(await page.evaluate(() => Reflect.has(window, "pwned"))).toBe(false);
  await expectNoOverflow(page);
}
