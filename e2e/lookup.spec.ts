import { refreshOff } from "./support/clock.ts";
import { expect, test } from "./support/fixtures.ts";
import { expectRows, fleetStatus, refresh } from "./support/table.ts";

test.describe("among 3,000", () => {
  // What does not exist answers 404, which the browser reports.
  test.use({ requestsMayFail: true, server: { demo: 3_000 } });

  test("a sandbox is found by its id at once, though the list has not come to it", async ({
    page,
    behindFaults,
    faults,
    engine,
  }) => {
    const oldest = (await engine.list("?order=asc&limit=1")).at(0)?.sandboxID ?? "";
    // Nothing behind the first page ever comes.
    const lists = faults.inject(
      { kind: "hold", at: "request" },
      { endpoint: "listSandboxes", when: ({ query }) => query.includes("nextToken") },
    );
    await refreshOff(page);
    await page.goto(`${behindFaults.url}/?q=id:(${oldest},nowhere)`);
    await expectRows(page, [oldest]);
    await expect(fleetStatus(page)).toContainText("1 sandbox · as of");
    await expect(page.getByRole("main")).toContainText("No sandbox has the id nowhere");
    expect(faults.requests.filter(({ endpoint }) => endpoint === "getSandbox")).toHaveLength(2);
    lists.clear();
    await refresh(page);
    await expect(fleetStatus(page)).toContainText("1 sandbox · as of");
    await expectRows(page, [oldest]);
    // What names all that it can show needs no more of the list than was asked for before it was found.
    expect(faults.requests.filter(({ query }) => query.includes("nextToken")).length).toBeLessThan(3);
  });
});
