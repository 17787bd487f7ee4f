import { openCreate } from "./support/create.ts";
import { expect, test } from "./support/fixtures.ts";
import { killDialog } from "./support/kill.ts";
import { filterBar, grid, rows } from "./support/table.ts";

// What a screen reader is told, as a text to review when it changes.

test("the filter and a grid of four rows", async ({ page, sandbar, engine }) => {
  await engine.create();
  await engine.pause(await engine.create({ metadata: { env: "dev" } }));
  await engine.create({ metadata: { api_key: "sk-live-hidden" } });
  await engine.create({ metadata: { env: "prod", team: "core" } });
  await page.goto(sandbar.url);
  await expect(rows(page)).toHaveCount(4);
  await expect(grid(page)).toMatchAriaSnapshot(`
    - grid "Sandboxes":
      - rowgroup:
        - row:
          - columnheader "Select all loaded":
            - checkbox "Select all loaded"
          - columnheader "Sandbox":
            - button "Sandbox"
          - columnheader "State"
          - columnheader "Template"
          - columnheader "Metadata"
          - columnheader "Started"
          - columnheader "Ends in"
          - columnheader "CPU"
          - columnheader "Memory"
          - columnheader "Actions"
      - rowgroup:
        - row:
          - gridcell:
            - checkbox /^Select i\\w+$/
          - gridcell:
            - link
            - button /^Copy id i\\w+$/
          - gridcell "running"
          - gridcell "base"
          - gridcell:
            - button /env=prod/
            - button /team=core/
          - gridcell:
            - time
          - gridcell:
            - time
          - gridcell "2 vCPU"
          - gridcell "1 GiB"
          - gridcell:
            - button /^Pause i\\w+$/
            - button /^Kill i\\w+$/
        - row /api_key=••••••/
        - row /paused/:
          - gridcell:
            - button /^Resume i\\w+$/
            - button /^Kill i\\w+$/
        - row /no metadata/
  `);

  await page.goto(`${sandbar.url}/?q=env=prod+state:running`);
  await expect(rows(page)).toHaveCount(1);
  await expect(filterBar(page)).toMatchAriaSnapshot(`
    - search "Filter sandboxes":
      - button "Add filter"
      - list "Conditions, all of which must hold":
        - listitem:
          - button "env=prod"
          - button "Remove filter env=prod"
        - listitem:
          - button "state:running"
          - button "Remove filter state:running"
      - combobox "Filter by"
      - button "Edit as text"
      - button "Clear all"
      - button "Copy link"
  `);
});

test("the kill dialog", async ({ page, sandbar, engine }) => {
  const id = await engine.create({ metadata: { team: "core" } });
  await page.goto(sandbar.url);
  await page.getByRole("button", { name: `Kill ${id}` }).click();
  await expect(killDialog(page)).toMatchAriaSnapshot(`
    - alertdialog "Kill sandbox":
      - heading "Kill sandbox" [level=2]
      - paragraph: ${id}
      - term: State
      - definition: running
      - term: Age
      - definition: /started .+ ago/
      - term: Template
      - definition: base
      - term: Metadata
      - definition: team=core
      - paragraph: Killing cannot be undone.
      - button "Pause instead"
      - button "Cancel"
      - button "Kill"
  `);
  await expect(killDialog(page)).toHaveAccessibleDescription(new RegExp(`^${id} State running`));
});

test("the create dialog", async ({ page, sandbar }) => {
  await page.goto(sandbar.url);
  const dialog = await openCreate(page);
  await expect(dialog).toMatchAriaSnapshot(`
    - dialog "Create sandbox":
      - heading "Create sandbox" [level=2]
      - button "Close"
      - tablist:
        - tab "Form" [selected]
        - tab "As code"
      - tabpanel "Form":
        - combobox "Template": base
        - textbox "Timeout": 5 min
        - group "Usual timeouts":
          - button "5 min" [pressed]
        - group "When it ends":
          - radio /Kill it/ [checked]
          - radio /Pause it/
        - region "Metadata":
          - list:
            - listitem:
              - combobox "Metadata key 1"
              - combobox "Metadata value 1"
        - region "Environment variables":
          - list:
            - listitem:
              - textbox "Variable name 1"
              - textbox "Variable value 1"
        - group: More
      - button "Cancel"
      - button "Create"
  `);
});
