import type { Page } from "@playwright/test";
import type { EngineClient } from "./support/engine-client.ts";
import type { Fault, Where } from "./support/fault.ts";
import { expect, test } from "./support/fixtures.ts";
import { expectRows, grid, rows } from "./support/table.ts";

/** Parameters that only some upstreams know. */
const EXTRAS = /(^|&)(template|startedAfter|order)=/;

/** What upstreams do with what a list is asked for. */
const conducts: readonly {
  readonly name: string;
  readonly fault?: Fault;
  readonly where?: Where;
  /** What the page finds out by itself, as the browser keeps it. */
  readonly found: RegExp;
}[] = [
  { name: "obeys", found: /"template":"proven".*"order":"proven"/ },
  {
    name: "ignores every parameter",
    fault: { kind: "ignore", parameters: ["metadata", "state", "template", "startedAfter", "order"] },
    found: /"template":"refuted".*"order":"refuted"/,
  },
  {
    name: "takes what it does not know for metadata",
    fault: { kind: "reply", status: 200, headers: { "content-type": "application/json" }, body: "[]" },
    where: { when: ({ query }) => EXTRAS.test(query) },
    found: /"template":"(?!proven)/,
  },
  {
    name: "filters after cutting its pages",
    fault: { kind: "filter-after-limit", limit: 3 },
    found: /"template":"/,
  },
];

/** Sandboxes by name, oldest first, and when the fifth started. */
async function populate(engine: EngineClient) {
  const ids = new Map<string, string>();
  const create = async (name: string, templateID: string, metadata: Record<string, string>) =>
    ids.set(name, await engine.create({ templateID, metadata }));
  await create("a", "base", { env: "prod", team: "core" });
  await create("b", "base", { env: "dev", team: "core" });
  await create("c", "desktop", { env: "prod", team: "data" });
  await create("d", "base", {});
  await create("e", "desktop", { env: "test" });
  await create("f", "base", { env: "prod", team: "core" });
  await create("g", "desktop", { env: "dev" });
  await create("h", "base", { env: "prod" });
  for (const name of ["b", "h"]) await engine.pause(ids.get(name) ?? "");
  const fifth = await engine.get(ids.get("e") ?? "");
  return { idOf: (name: string) => ids.get(name) ?? "", fifthStart: fifth?.startedAt ?? "" };
}

const kinds = ["is asked of metadata", "is asked of fields", "is asked of time", "cannot be asked"] as const;
type Kind = (typeof kinds)[number];

/** Queries and the names of what they find: those that a server may apply, and those that the browser has a part in. */
const queries = (fifthStart: string): Readonly<Record<Kind, readonly (readonly [string, string])[]>> => ({
  "is asked of metadata": [
    ["env=prod team=core", "af"],
    ["env=(prod,dev)", "abcfgh"],
    ["env=(prod,dev) state:running", "acfg"],
  ],
  "is asked of fields": [
    ["state:paused", "bh"],
    ["template:(desktop,base) env=(prod,test)", "acefh"],
    ["has:team template:base", "abf"],
  ],
  "is asked of time": [
    [`started:>="${fifthStart}"`, "efgh"],
    ["age:<1h env=prod", "acfh"],
  ],
  "cannot be asked": [
    ["age:>1h", ""],
    ["-env=prod", "bdeg"],
    ["env=prod OR state:paused", "abcfh"],
  ],
});

/** Opens a view and waits until these are shown, by a list that says that it is whole. */
async function expectFound(page: Page, url: string, view: string, ids: readonly string[]): Promise<void> {
  await page.goto(`${url}/?${view}`);
  await expectRows(page, ids);
  if (ids.length > 0) await expect(grid(page)).toHaveAttribute("aria-rowcount", String(ids.length + 1));
  else await expect(page.getByRole("heading", { name: "No sandbox matches" })).toBeVisible();
}

/** The same for a view whose rows stand in this order. */
async function expectOldestFirst(page: Page, url: string, query: string, ids: readonly string[]) {
  await expectFound(page, url, `q=${encodeURIComponent(query)}&sort=started:asc`, ids);
  const order = () =>
    rows(page)
      .getByRole("checkbox")
      .evaluateAll((boxes) => boxes.map((box) => box.ariaLabel));
  await expect.poll(order).toEqual(ids.map((id) => `Select ${id}`));
}

for (const { name, fault, where, found } of conducts)
  for (const kind of kinds)
    test(`an upstream that ${name} shows the rows that match what it ${kind}, and those only`, async ({
      page,
      behindFaults,
      faults,
      engine,
    }) => {
      if (fault) faults.inject(fault, { endpoint: "listSandboxes", ...where });
      const { idOf, fifthStart } = await populate(engine);
      const idsOf = (names: string) => Array.from(names, idOf);

      // As one finds it the first time: nothing is known of it, and what is found out changes nothing on screen.
      await expectFound(page, behindFaults.url, "q=template:desktop", idsOf("ceg"));
      const remembered = () => page.evaluate(() => localStorage.getItem("sandbar:upstream:novita"));
      await expect.poll(remembered).toMatch(found);
      await expectRows(page, idsOf("ceg"));

      for (const [query, names] of queries(fifthStart)[kind])
        await test.step(query, () =>
          expectFound(page, behindFaults.url, `q=${encodeURIComponent(query)}`, idsOf(names)),
        );

      if (kind === "is asked of time")
        await test.step("the oldest first", () =>
          expectOldestFirst(page, behindFaults.url, "env=(prod,dev)", idsOf("abcfgh")));
    });
