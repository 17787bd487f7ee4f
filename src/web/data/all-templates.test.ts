import { expect, test } from "vitest";
import { parseTemplates } from "#contract/account.ts";
import { allTemplates } from "./all-templates.ts";
import { RequestFailed } from "./request.ts";

const named = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => ({ templateID: `t${from + n}` }));

interface Served {
  readonly body: unknown;
  readonly next?: string;
}

/** Reads from an upstream that answers page after page, and fails behind the last. */
function readFrom(...pages: readonly Served[]) {
  const searches: string[] = [];
  const templates = allTemplates(async (search) => {
    const served = pages[searches.length];
    searches.push(search);
    const parsed = served && parseTemplates(served.body);
    if (!parsed?.ok)
      throw new RequestFailed({ kind: "upstream", endpoint: "listTemplatesV2", message: "no more" });
    return { page: parsed.value, next: served?.next };
  });
  return { searches, ids: templates.then((all) => all.map(({ templateID }) => templateID)) };
}

test("numbered pages are read to the last", async () => {
  const pages = [0, 100, 200].map((from) => ({
    body: { templates: named(from === 200 ? 1 : 100, from), total: 201, page: from / 100 + 1, totalPages: 3 },
  }));
  const { ids, searches } = readFrom(...pages);
  expect(await ids).toHaveLength(201);
  expect(searches).toEqual([1, 2, 3].map((page) => `template_type=template_build&page=${page}&limit=100`));
});

test("pages that do not say how many they are end with one that is not full", async () => {
  const { ids, searches } = readFrom(
    { body: { templates: named(100) } },
    { body: { templates: named(2, 100) } },
  );
  expect(await ids).toHaveLength(102);
  expect(searches).toHaveLength(2);
});

test("an upstream with cursors is asked by them, and its last page has none", async () => {
  const { ids, searches } = readFrom({ body: named(100), next: "a/b=" }, { body: named(3, 100) });
  expect(await ids).toHaveLength(103);
  expect(searches.slice(1)).toEqual(["limit=100&nextToken=a%2Fb%3D"]);
});

test("a whole list in one reply is not asked for again, however long", async () => {
  const { ids, searches } = readFrom({ body: named(300) });
  expect(await ids).toHaveLength(300);
  expect(searches).toHaveLength(1);
});

test("an upstream that ignores the page, and one whose cursors never end, are left", async () => {
  const same = { body: { templates: named(100), totalPages: 9 } };
  const { ids, searches } = readFrom(same, same, same);
  expect(await ids).toHaveLength(100);
  expect(searches).toHaveLength(2);
  const endless = readFrom(
    ...Array.from({ length: 99 }, (_, n) => ({ body: named(100, n * 100), next: `${n}` })),
  );
  expect(await endless.ids).toHaveLength(2_000);
});

test("a later page that cannot be had leaves those before it; without the first there is nothing", async () => {
  const { ids } = readFrom({ body: { templates: named(100), totalPages: 2 } });
  expect(await ids).toHaveLength(100);
  await expect(readFrom().ids).rejects.toThrow("no more");
});
