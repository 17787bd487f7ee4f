import { engineClient } from "../support/engine-client.ts";
import { facetsButton } from "../support/facets.ts";
import { replies } from "../support/fault.ts";
import { filterChip, filterField, suggestions } from "../support/filter.ts";
import { expect, test } from "../support/fixtures.ts";
import { hostileMetadata } from "../support/hostile-metadata.ts";
import { killDialog } from "../support/kill.ts";
import { details, filterBar, rows, refresh } from "../support/table.ts";
import { takeAll } from "./picture.ts";

test.use({ requestsMayFail: true });

test("nothing yet", async ({ page, sandbar }) => {
  await takeAll(page, "empty", async () => {
    await page.goto(sandbar.url);
    await expect(page.getByRole("main")).toContainText("NOVITA_API_URL");
  });
});

test.describe("seven", () => {
  test.use({ server: { demo: 7 } });

  test("the list", async ({ page, sandbar }) => {
    await takeAll(page, "seven", async () => {
      await page.goto(sandbar.url);
      await expect(rows(page)).toHaveCount(7);
    });
  });
});

test.describe("five thousand", () => {
  test.use({ server: { demo: 5000 } });

  test("the list, filtered, with details, dialogs, a selection", async ({ page, sandbar }) => {
    const start = async (search = "") => {
      await page.goto(`${sandbar.url}/${search}`);
      await expect(rows(page).first()).toBeVisible();
    };
    await takeAll(page, "fleet", () => start());
    await takeAll(page, "filtered", () => start("?q=env=prod+state:running"));
    await takeAll(page, "details", async () => {
      await start();
      await rows(page).first().getByRole("link").first().click();
      await expect(details(page)).toContainText("created");
    });
    await takeAll(page, "kill-one", async () => {
      await start();
      await rows(page)
        .first()
        .getByRole("button", { name: /^Kill i/ })
        .click();
      await expect(killDialog(page)).toBeVisible();
    });
    await takeAll(page, "kill-several", async () => {
      await start();
      await page.getByRole("checkbox", { name: "Select all loaded" }).check();
      await page.getByRole("button", { name: /^Kill 100/ }).click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
    });
    await takeAll(page, "selection", async () => {
      await start();
      for (const index of [0, 2, 3]) await rows(page).nth(index).getByRole("checkbox").check();
    });
    await takeAll(page, "create", async () => {
      await start();
      await page.getByRole("button", { name: "Create sandbox", exact: true }).click();
      await expect(page.getByRole("dialog", { name: "Create sandbox" })).toBeVisible();
    });
    await takeAll(page, "filter-editor", async () => {
      await start();
      await filterBar(page).getByRole("button", { name: "Add filter" }).click();
      await expect(suggestions(page)).toBeVisible();
    });
    await takeAll(page, "filter-chips", async () => {
      await page.goto(
        `${sandbar.url}/?q=env=prod+team!=core+(region=us+OR+region=eu)+age:>2h+note*=%22a+b%22+run=`,
      );
      await expect(filterField(page)).toHaveAttribute("aria-invalid", "true");
    });
    await takeAll(page, "filter-chip-edited", async () => {
      await start("?q=env=prod+team!=core");
      await filterChip(page, "team!=core").click();
      await expect(suggestions(page)).toBeVisible();
    });
    await takeAll(page, "facets", async () => {
      await start("?q=env!=dev");
      await facetsButton(page).click();
      await expect(page.getByRole("checkbox", { name: /^prod/ })).toBeVisible();
    });
    await takeAll(page, "value-menu", async () => {
      await start();
      await rows(page).first().focus();
      await page.keyboard.press("f");
      await expect(page.getByRole("menu")).toBeVisible();
    });
    await takeAll(page, "no-match", async () => {
      await page.goto(`${sandbar.url}/?q=team=nobody`);
      await expect(page.getByRole("main")).toContainText("No sandbox matches");
    });
  });
});

test("hostile data, in the list and in the details", async ({ page, sandbar, engine }) => {
  const ids: string[] = [];
  for (const metadata of Object.values(hostileMetadata)) ids.push(await engine.create({ metadata }));
  await takeAll(page, "hostile", async () => {
    await page.goto(sandbar.url);
    await expect(rows(page)).toHaveCount(ids.length);
  });
  for (const [index, id] of ids.entries())
    await takeAll(page, `hostile-details-${index}`, async () => {
      await page.goto(`${sandbar.url}/?open=${id}`);
      await expect(details(page)).toContainText("created");
    });
});

test("what goes wrong", async ({ page, sandbar, behindFaults, faults }) => {
  const engine = engineClient(sandbar.engineUrl, sandbar.engineKey);
  await engine.createMany(12, (index) => ({ metadata: { team: "core", run: String(index) } }));
  const failures = {
    down: { kind: "drop", at: "request" },
    unauthorized: { kind: "status", status: 401, message: "Invalid API key" },
    busy: { kind: "status", status: 429, message: "Rate limit exceeded", headers: { "retry-after": "30" } },
    html: replies.html,
  } as const;
  for (const [name, fault] of Object.entries(failures)) {
    const injected = faults.inject(fault);
    await takeAll(page, `failed-${name}`, async () => {
      await page.goto(behindFaults.url);
      await expect(page.getByRole("button", { name: "Retry now" }).first()).toBeVisible();
    });
    injected.clear();
  }
  await takeAll(page, "stale", async () => {
    faults.clear();
    await page.goto(behindFaults.url);
    await expect(rows(page)).toHaveCount(12);
    faults.inject({ kind: "drop", at: "request" });
    await refresh(page);
    await expect(page.getByRole("main")).toContainText(/next try in/i);
  });
  await takeAll(page, "loading", async () => {
    faults.clear();
    const held = faults.inject({ kind: "hold", at: "reply" }, { endpoint: "listSandboxes" });
    await page.goto(behindFaults.url);
    await held.met();
    await expect(page.getByRole("main")).toContainText("Loading sandboxes…");
  });
});

test.describe("read-only", () => {
  test.use({ server: { demo: 7, readOnly: true } });

  test("the list", async ({ page, sandbar }) => {
    await takeAll(page, "read-only", async () => {
      await page.goto(sandbar.url);
      await expect(rows(page)).toHaveCount(7);
    });
  });
});
