import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { editorIsThere, filterChip, filterField, suggestions } from "./support/filter.ts";
import { expect, test } from "./support/fixtures.ts";
import { expectAccessibleInLook, themes, widths } from "./support/looks.ts";
import { filterBar, rows } from "./support/table.ts";

// Every state of the bar: what a screen reader is told of it, and that no rule of axe is broken, in both themes, wide and narrow.

/**
 * A state of the bar, in both themes and a window of each width. What stands around the bar is judged in all looks elsewhere, and takes most of
 * the time: here once, for what the bar does to it.
 * @param enter brings the bar into it
 */
function state(name: string, enter: (page: Page) => Promise<void>): void {
  for (const width of widths)
    test(`${name}, ${width} px`, async ({ page }) => {
      await enter(page);
      for (const colorScheme of themes) await expectAccessibleInLook(page, { colorScheme, width }, "search");
      if (width === 390) return test.step("the whole page", () => expectAccessible(page));
      await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
      return test.step("colours of the system", () => expectAccessible(page, "search"));
    });
}

test.use({ server: { demo: 12 } });

test.beforeEach(async ({ page, sandbar }) => {
  await page.goto(`${sandbar.url}/?q=env!=nowhere+has:team`);
  await expect(rows(page).first()).toBeVisible();
  await editorIsThere(page);
});

state("chips that the browser checks say so, and why", async (page) => {
  await expect(filterChip(page, "env!=nowhere")).toHaveAccessibleDescription(
    /^Checked in the browser\. .+ An exact key=value beside it leaves fewer to check\.$/,
  );
});

test("in a narrow window what the browser checks takes little room, and why is said when it is asked for", async ({
  page,
  sandbar,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${sandbar.url}/?q=env!=nowhere+has:team+cpu:%3E0+mem:%3E0`);
  await expect(rows(page).first()).toBeVisible();
  const line = page.getByText("4 conditions checked in the browser", { exact: true });
  const height = async () =>
    line.evaluate((summary) => summary.parentElement?.parentElement?.getBoundingClientRect().height);
  await expect.poll(height).toBeLessThanOrEqual(56);
  const why = page.getByText(/^The server can only match a key's exact value/);
  await expect(why).toBeHidden();
  await line.click();
  await expect(why).toBeVisible();
  await expectAccessible(page);
  await line.press("Enter");
  await expect(why).toBeHidden();
});

state("the list of keys", async (page) => {
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(suggestions(page)).toMatchAriaSnapshot(`
    - listbox "Suggestions":
      - group "Fields":
        - option /state:/ [selected]
        - option /template:/
        - option /id:/
        - option /age:/
  `);
});

state("the list of values", async (page) => {
  await page.keyboard.type("env=");
  await expect(suggestions(page)).toMatchAriaSnapshot(`
    - listbox "Suggestions":
      - group "Values of env":
        - option /prod \\d+/
      - group "Operators":
        - option "!= is not"
  `);
});

state("text that is not applied", async (page) => {
  await page.keyboard.type('team= note="open');
  await page.keyboard.press("Enter");
  await expect(filterBar(page)).toMatchAriaSnapshot(`
    - search "Filter sandboxes":
      - button "Add filter"
      - list "Conditions, all of which must hold":
        - listitem:
          - button "env!=nowhere"
          - button "Remove filter env!=nowhere"
        - listitem:
          - button "has:team"
          - button "Remove filter has:team"
      - combobox "Filter by" [invalid]: team= note="open
      - button "Edit as text"
      - button "Clear all"
      - button "Copy link"
      - paragraph: "Not applied, the filter stays as it was:"
      - list:
        - listitem:
          - code: team=
          - text: /has no value/
        - listitem:
          - code: /open/
          - text: /never closes/
      - button "Remove the text"
  `);
  await expect(filterField(page)).toHaveAccessibleDescription(/no value.*never closes/);
});

state("a chip being edited", async (page) => {
  await filterChip(page, "env!=nowhere").click();
  await expect(suggestions(page)).toBeVisible();
  await expect(filterBar(page)).toMatchAriaSnapshot(`
    - search "Filter sandboxes":
      - list "Conditions, all of which must hold":
        - listitem:
          - group "Edit filter env!=nowhere":
            - combobox "Condition" [expanded]: env!=nowhere
            - button "Apply"
            - button "Include"
            - button "Remove"
            - button "Cancel"
            - listbox "Suggestions"
        - listitem:
          - button "has:team"
  `);
});

state("chips that are selected", async (page) => {
  await page.keyboard.press("ControlOrMeta+A");
  await expect(filterChip(page, "has:team")).toHaveAccessibleDescription(
    /^Selected\. Checked in the browser/,
  );
  await expect(filterChip(page, "has:team")).toBeFocused();
  await page.emulateMedia({ forcedColors: "active" });
  const colours = await filterBar(page)
    .locator(".chosen")
    .first()
    .evaluate((chip) => {
      const { backgroundColor, borderTopColor } = getComputedStyle(chip);
      return { backgroundColor, borderTopColor, page: getComputedStyle(document.body).backgroundColor };
    });
  expect(colours.backgroundColor, "seen as chosen").not.toBe(colours.page);
  await page.emulateMedia({ forcedColors: "none" });
});

state("the whole as text", async (page) => {
  await filterBar(page).getByRole("button", { name: "Edit as text" }).click();
  await expect(filterBar(page)).toMatchAriaSnapshot(`
    - search "Filter sandboxes":
      - button "Add filter"
      - combobox "Filter as text": env!=nowhere has:team
      - button "Clear all"
      - button "Copy link"
  `);
});

state("filters used before", async (page) => {
  await page.keyboard.press("Alt+ArrowDown");
  await expect(suggestions(page)).toMatchAriaSnapshot(`
    - listbox "Saved views and recent filters":
      - group "Recent filters":
        - option "env!=nowhere has:team" [selected]
      - group "Always there":
        - option "All sandboxes"
        - option "state:running"
  `);
});

test("what is done is said: added, removed, not applied", async ({ page }) => {
  const spoken = page.getByRole("region", { name: "Notifications" }).locator("p").first();
  await page.keyboard.type("team=core ");
  await expect(spoken).toHaveText("Filter team=core added");
  await page.keyboard.press("Backspace");
  await expect(spoken).toHaveText("Removed team=core. Undo with Ctrl+Z");
  await page.keyboard.press("ControlOrMeta+Z");
  await expect(spoken).toHaveText("Undone");
  await page.keyboard.type("run=");
  await page.keyboard.press("Enter");
  await expect(spoken).toContainText("Not applied. run= has no value");
});
