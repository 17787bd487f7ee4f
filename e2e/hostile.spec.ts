import type { Page } from "@playwright/test";
import { expectAccessible, expectNoOverflow } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";
import { details, expectRows, openLink, row } from "./support/table.ts";

const hostile: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "script tags": {
    "<script>window.pwned = 1</script>": `"><img src=x onerror="window.pwned = 1"><svg/onload=window.pwned=1>`,
    "javascript:": "javascript:window.pwned=1",
    "{{constructor}}": "${window.pwned=1}",
  },
  "one value of 100 kB": { note: "x".repeat(100_000) },
  "500 keys": Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => [`key-${index}`, `value ${index}`]),
  ),
  "control characters": { "nul\u0000bell\u0007": "a\nb\tc\r\u001b[31mred\u0008\u007f\u0085\u2028\u2029end" },
  "right to left": { שם: "אבג \u202Egnp.exe\u202C عربي", "\u202Eyek": "\u2066x" },
  "prototype keys": JSON.parse(
    '{"__proto__":"p","constructor":"c","toString":"t","hasOwnProperty":"h","":"","e":""}',
  ),
  "combining and wide": {
    zalgo: "Z\u0351\u036b\u0343\u036a\u0302a".repeat(40),
    emoji: "👩‍👩‍👧‍👦🏳️‍🌈".repeat(40),
    cjk: "漢字".repeat(200),
  },
  "300 characters without a space": { path: "/very".repeat(60), ["k".repeat(300)]: "v" },
};

test.describe("shown as text, breaking nothing", () => {
  for (const [name, metadata] of Object.entries(hostile))
    test(name, async ({ page, sandbar, engine }) => {
      const id = await engine.create({ metadata });
      const plain = await engine.create({ metadata: { team: "core" } });
      await page.goto(sandbar.url);
      await expectRows(page, [id, plain]);
      await expectUnharmed(page);
      await openLink(page, id).click();
      await expect(details(page)).toContainText(id);
      const [key = ""] = Object.keys(metadata);
      await expect(details(page)).toContainText(key.replaceAll(/\s+/g, " ").slice(0, 20));
      await expectUnharmed(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await expect(details(page)).toContainText(id);
      await expectUnharmed(page);
      await page.keyboard.press("Escape");
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
  for (const metadata of Object.values(hostile)) await engine.create({ metadata });
  await page.goto(sandbar.url);
  await expect(page.getByRole("grid", { name: "Sandboxes" })).toBeVisible();
  await expectAccessible(page);
});

async function expectUnharmed(page: Page): Promise<void> {
  expect(await page.evaluate(() => Reflect.has(window, "pwned"))).toBe(false);
  await expectNoOverflow(page);
}
