import { expect, test } from "../support/fixtures.ts";
import { details, rows } from "../support/table.ts";
import { takeForReadme } from "./picture.ts";

test.use({ server: { demo: 5000 }, viewport: { width: 1280, height: 720 } });

test("the fleet, and one of it beside", async ({ page, sandbar }) => {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.goto(sandbar.url);
  await expect(rows(page).first()).toBeVisible();
  await takeForReadme(page, "fleet-light");

  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await page.goto(`${sandbar.url}/?q=env=prod+state:running`);
  await rows(page).first().getByRole("link").first().click();
  await expect(details(page)).toContainText("created");
  await takeForReadme(page, "details-dark");
});
