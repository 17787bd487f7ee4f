import { fillPair, openCreate, paste } from "./support/create.ts";
import { expect, test } from "./support/fixtures.ts";
import { runProgram } from "./support/program.ts";
import { addFilter } from "./support/filter.ts";
import { expectNoRow, expectRow, grid, rows } from "./support/table.ts";

test("every choice is sent, and the sandbox is as chosen", async ({ page, behindFaults, faults, engine }) => {
  await page.goto(behindFaults.url);
  const dialog = await openCreate(page);
  await dialog.getByLabel("Timeout", { exact: true }).fill("20m");
  await expect(dialog).toContainText(/20 min, until \d\d:\d\d/);
  await dialog.getByRole("radio", { name: /^Pause it/ }).check();
  await fillPair(dialog, 1, "team", "core");
  await dialog.getByText("More", { exact: true }).click();
  await dialog.getByLabel("May reach the internet").uncheck();
  await dialog.getByLabel("Resume by itself when something asks for it").check();
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(rows(page)).toHaveCount(1);

  const [sent] = faults.requests.filter(({ endpoint }) => endpoint === "createSandbox");
  expect(JSON.parse(sent?.body ?? "")).toEqual({
    templateID: "base",
    timeout: 1200,
    secure: true,
    allow_internet_access: false,
    autoPause: true,
    autoResume: { enabled: true },
    metadata: { team: "core" },
  });
  const [created] = await engine.list();
  await expectRow(page, { id: created?.sandboxID ?? "", state: "running", metadata: "team=core" });
});

test("by keyboard: Enter walks key, value, next row; Ctrl+Enter creates", async ({
  page,
  sandbar,
  engine,
}) => {
  await page.goto(sandbar.url);
  const dialog = await openCreate(page);
  await dialog.getByLabel("Metadata key 1", { exact: true }).focus();
  await page.keyboard.type("team");
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Metadata value 1", { exact: true })).toBeFocused();
  await page.keyboard.type("core");
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Metadata key 2", { exact: true })).toBeFocused();
  await page.keyboard.type("env=prod");
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Metadata key 3", { exact: true })).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
  await expect(rows(page)).toHaveCount(1);
  expect(await engine.list()).toMatchObject([{ metadata: { team: "core", env: "prod" } }]);
});

test("a pasted .env is previewed before it is taken", async ({ page, sandbar, engine }) => {
  await page.goto(sandbar.url);
  const dialog = await openCreate(page);
  await fillPair(dialog, 1, "env", "dev");
  const env = `# the job\nexport team=core\nenv="prod"\nnote='a b' # kept\nthis is no pair\n`;
  await paste(dialog.getByLabel("Metadata key 2", { exact: true }), env);
  await expect(dialog).toContainText("3 pairs: 2 new, 1 replaces “env”, 1 line not understood");
  await dialog.getByRole("button", { name: "Add 3" }).click();
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(dialog).toBeHidden();
  expect(await engine.list()).toMatchObject([{ metadata: { env: "prod", team: "core", note: "a b" } }]);
});

test("pasted JSON keeps every key that is data", async ({ page, sandbar, engine }) => {
  await page.goto(sandbar.url);
  const dialog = await openCreate(page);
  const metadata = `{"metadata":{"__proto__":"p","constructor":"c","ü =&%":"😀 \\"quoted\\"","empty":""}}`;
  await paste(dialog.getByLabel("Metadata key 1", { exact: true }), metadata);
  await dialog.getByRole("button", { name: "Add 4" }).click();
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(dialog).toBeHidden();
  const [created] = await engine.list();
  expect(new Map(Object.entries(created?.metadata ?? {}))).toEqual(
    new Map([
      ["__proto__", "p"],
      ["constructor", "c"],
      ["empty", ""],
      ["ü =&%", `😀 "quoted"`],
    ]),
  );
});

test("duplicate, empty and reserved keys and secrets are explained; errors are tied to their fields", async ({
  page,
  sandbar,
  engine,
}) => {
  await page.goto(sandbar.url);
  const dialog = await openCreate(page);
  await fillPair(dialog, 1, "team", "core");
  await fillPair(dialog, 2, "team", "data");
  await fillPair(dialog, 3, "", "lost");
  await fillPair(dialog, 4, "long_running", "true");
  await fillPair(dialog, 5, "api_key", "sk-live-4242");
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(dialog).toBeVisible();
  const first = dialog.getByLabel("Metadata key 1", { exact: true });
  await expect(first).toBeFocused();
  await expect(first).toHaveAttribute("aria-invalid", "true");
  await expect(first).toHaveAccessibleDescription(/“team” also stands in row 2/);
  await expect(dialog).toContainText("A value needs a key.");
  await expect(dialog).toContainText("Novita acts on this key");
  await expect(dialog).toContainText("Looks like a secret. Anyone with list access can read this.");
  expect(await engine.list()).toEqual([]);

  await dialog.getByRole("button", { name: "Move api_key to environment variables" }).click();
  await expect(dialog.getByLabel("Variable name 1", { exact: true })).toHaveValue("api_key");
});

test("a new row is shown though the filter hides it, and says so, until the filter changes", async ({
  page,
  sandbar,
  engine,
}) => {
  await engine.create({ metadata: { env: "prod" } });
  await page.goto(`${sandbar.url}/?q=env=prod`);
  await expect(rows(page)).toHaveCount(1);
  const dialog = await openCreate(page);
  await fillPair(dialog, 1, "env", "dev");
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  const created = grid(page).getByRole("row").filter({ hasText: "env=dev" });
  await expect(created).toContainText("Created; hidden by the filter");
  const [newest] = await engine.list();
  await addFilter(page, "team", "nobody");
  await expectNoRow(page, newest?.sandboxID ?? "");
});

test("the same request as code makes the same request", async ({
  page,
  sandbar,
  behindFaults,
  faults,
  engine,
}) => {
  await page.goto(behindFaults.url);
  const dialog = await openCreate(page);
  await dialog.getByLabel("Timeout", { exact: true }).fill("7m");
  await dialog.getByRole("radio", { name: /^Pause it/ }).check();
  await fillPair(dialog, 1, "__proto__", `it's "quoted" \\ \${x} \u2028 😀`);
  await fillPair(dialog, 2, "token", "nvta_0123456789abcdef");
  await dialog.getByRole("tab", { name: "As code" }).click();
  await expect(dialog.getByRole("tabpanel")).not.toContainText("nvta_0123456789abcdef");
  await dialog.getByRole("button", { name: /^Show 1 hidden value/ }).click();
  await expect(dialog.locator("pre")).toContainText("nvta_0123456789abcdef");
  const code = await dialog.locator("pre").innerText();
  expect(code).not.toContain(sandbar.engineKey);
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(dialog).toBeHidden();

  await runProgram(code, { NOVITA_API_KEY: sandbar.engineKey });
  const bodies = faults.requests
    .filter(({ endpoint }) => endpoint === "createSandbox")
    .map(({ body }) => body);
  const [fromForm, fromCode] = bodies.map((body): unknown => JSON.parse(body));
  expect(fromForm).toMatchObject({ timeout: 420, autoPause: true });
  expect(fromCode).toEqual(fromForm);
  const [one, other] = await engine.list();
  expect(Object.entries(one?.metadata ?? {})).toEqual(Object.entries(other?.metadata ?? {}));
});

test.describe("refused by the upstream", () => {
  test.use({ requestsMayFail: true });

  const refusals = [
    {
      name: "a full account: waiting does not help",
      fault: { kind: "status", status: 429, message: "maximum number of concurrent sandboxes reached" },
      words: "The account has no room",
    },
    {
      name: "haste: waiting does",
      fault: {
        kind: "status",
        status: 429,
        message: "Rate limit exceeded",
        headers: { "retry-after": "90" },
      },
      words: /Too many requests just now; try again in (90|[6-8]\d) s/,
    },
    {
      name: "a template nobody knows",
      fault: { kind: "status", status: 404, message: "template 'base' not found" },
      words: "The upstream knows no such template.",
    },
    {
      name: "a body it does not like",
      fault: { kind: "status", status: 400, message: "Timeout cannot be greater than 1 hours" },
      words: "Timeout cannot be greater than 1 hours",
    },
    {
      name: "an answer that got lost: whether it exists is not known",
      fault: { kind: "drop", at: "reply" },
      words: "Whether it was created is not known.",
    },
  ] as const;
  for (const { name, fault, words } of refusals)
    test(name, async ({ page, behindFaults, faults }) => {
      await page.goto(behindFaults.url);
      const dialog = await openCreate(page);
      await fillPair(dialog, 1, "team", "core");
      const refused = faults.inject(fault, { endpoint: "createSandbox" });
      await dialog.getByRole("button", { name: "Create", exact: true }).click();
      await expect(dialog.getByRole("alert")).toContainText(words);
      await expect(dialog.getByLabel("Metadata value 1", { exact: true })).toHaveValue("core");
      refused.clear();
    });
});
