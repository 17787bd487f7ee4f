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

/** Queries and the names of what they find: those that a server may apply, and those that the browser has a part in. */
const queries = (fifthStart: string): Readonly<Record<string, readonly (readonly [string, string])[]>> => ({
  "is asked": [
    ["env=prod team=core", "af"],
    ["env=(prod,dev)", "abcfgh"],
    ["env=(prod,dev) state:running", "acfg"],
    ["state:paused", "bh"],
    ["template:(desktop,base) env=(prod,test)", "acefh"],
    [`started:>="${fifthStart}"`, "efgh"],
  ],
  "cannot be asked": [
    ["age:<1h env=prod", "acfh"],
    ["age:>1h", ""],
    ["-env=prod", "bdeg"],
    ["env=prod OR state:paused", "abcfh"],
    ["has:team template:base", "abf"],
  ],
});

/** Opens a view and waits until these are shown, by a list that says that it is whole. */
async function expectFound(page: Page, url: string, view: string, ids: readonly string[]): Promise<void> {
  await page.goto(`${url}/?${view}`);
  await expectRows(page, ids);
  if (ids.length > 0) await expect(grid(page)).toHaveAttribute("aria-rowcount", String(ids.length + 1));
  else await expect(page.getByRole("heading", { name: "No sandbox matches" })).toBeVisible();
}

for (const { name, fault, where, found } of conducts)
  for (const kind of ["is asked", "cannot be asked"])
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

      for (const [query, names] of queries(fifthStart)[kind] ?? [])
        await test.step(query, () =>
          expectFound(page, behindFaults.url, `q=${encodeURIComponent(query)}`, idsOf(names)),
        );

      const oldestFirst = `q=${encodeURIComponent("env=(prod,dev)")}&sort=started:asc`;
      await expectFound(page, behindFaults.url, oldestFirst, idsOf("abcfgh"));
      const order = await rows(page)
        .getByRole("checkbox")
        .evaluateAll((boxes) => boxes.map((box) => box.ariaLabel));
      expect(order).toEqual(idsOf("abcfgh").map((id) => `Select ${id}`));
    });
