import { isHead, isList, isPage, MOST_PROBES, wholeIntervals } from "./bench/intervals.ts";
import { NOW, test } from "./bench/over-upstream.ts";
import { noteQuiet } from "./support/api-requests.ts";
import { expect } from "./support/fixtures.ts";
import { grid, rows as rowsOf } from "./support/table.ts";

/** What an interval may cost, whatever is loaded. */
const MOST_LISTS = 3;
const MOST_REQUESTS = 10;
/** In so many of them a part comes of age that nobody looks at, and is read again. */
const INTERVALS = 8;
/** Reading thousands of rows takes a busy machine its time. */
const READING = { timeout: 60_000 };

test.describe.configure({ timeout: 120_000 });

test.describe("5,000", () => {
  test.use({ conduct: { rows: 5_000 } });

  test("a first look costs one list request, and a scan exactly one a page", async ({
    page,
    upstream,
    overUpstream,
  }) => {
    await page.clock.install({ time: NOW });
    const isQuiet = noteQuiet(page);
    await page.goto(overUpstream.url);
    await expect(rowsOf(page).first()).toBeVisible();
    // Refreshes are counted apart: here there are none.
    await page.getByRole("combobox", { name: "Refresh interval" }).selectOption("Off");
    const asked = () => upstream.received().filter(isPage);
    await expect.poll(isQuiet).toBe(true);
    expect(new Set(asked().map(cursor))).toEqual(new Set([""]));

    const before = upstream.received().length;
    await page.goto(`${overUpstream.url}/?sort=cpu:asc`);
    await expect(grid(page)).toHaveAttribute("aria-rowcount", "5001", READING);
    await expect(page.getByRole("combobox", { name: "Refresh interval" })).toHaveValue("0");
    const lists = upstream.received().slice(before).filter(isList);
    const pages = Array.from({ length: 50 }, (_, index) => (index === 0 ? "" : String(index * 100)));
    expect(lists.filter(isPage).map(cursor).sort()).toEqual(pages.sort());
    // Each of the two visits may probe: the first one is left before it has found out everything.
    const probes = upstream.received().filter(isList).length - asked().length;
    expect(probes).toBeLessThanOrEqual(2 * MOST_PROBES);
  });
});

test.describe("2,000", () => {
  test.use({ conduct: { rows: 2_000 } });

  test("left alone with all of them loaded, it asks for three lists an interval at most, and ten things in all", async ({
    page,
    upstream,
    overUpstream,
  }) => {
    await page.clock.install({ time: NOW });
    const isQuiet = noteQuiet(page);
    // In this order what is on screen lies all over the list.
    await page.goto(`${overUpstream.url}/?sort=cpu:asc`);
    await expect(grid(page)).toHaveAttribute("aria-rowcount", "2001", READING);
    const before = upstream.received().length;
    const received = () => upstream.received().slice(before);
    await expect
      .poll(
        async () => {
          // Time passes once everything is answered.
          if (isQuiet()) await page.clock.runFor(2_000);
          return received().filter(isHead).length;
        },
        { ...READING, intervals: [20] },
      )
      .toBeGreaterThan(INTERVALS);
    const intervals = wholeIntervals(received());
    expect(Math.max(...intervals.map(({ lists }) => lists))).toBeLessThanOrEqual(MOST_LISTS);
    expect(Math.max(...intervals.map(({ requests }) => requests))).toBeLessThanOrEqual(MOST_REQUESTS);
    expect(Math.max(...intervals.map(({ lists }) => lists)), "more than the head").toBeGreaterThan(1);
  });
});

const cursor = ({ search }: { readonly search: URLSearchParams }): string => search.get("nextToken") ?? "";
