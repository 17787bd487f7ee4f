import { expect, test } from "../support/fixtures.ts";
import { facets } from "../support/facets.ts";
import { details, fleetStatus, rows } from "../support/table.ts";
import { takeForReadme } from "./picture.ts";

test.use({ server: { demo: 5000 }, viewport: { width: 1280, height: 720 } });

test("the fleet, and one of it beside", async ({ page, sandbar }) => {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 1440, height: 810 });
  await page.goto(`${sandbar.url}/?q=env=(prod,+staging)+team!=core+age:>10m`);
  await expect(facets(page).getByRole("checkbox", { name: /^prod/ })).toBeChecked();
  await expect(fleetStatus(page)).toContainText("match");
  await takeForReadme(page, "fleet-light");

  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await page.goto(`${sandbar.url}/?q=env=prod+state:running`);
  await rows(page).first().getByRole("link").first().click();
  await expect(details(page)).toContainText("created");
  await takeForReadme(page, "details-dark");
});
