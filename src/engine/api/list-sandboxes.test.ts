import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeMetadataFilter } from "#contract/metadata.ts";
import { parseListedSandboxes } from "#contract/sandbox.ts";
import { testEngine, textField, type TestEngine } from "../support/test-engine.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";

const encoded = (...pairs: [string, string][]): string =>
  `metadata=${encodeURIComponent(encodeMetadataFilter(pairs))}`;

test("rows parse by the contract, newest first, with distinct starts even within one instant", async () => {
  const { create, call } = await testEngine();
  const ids = [await create({ metadata: { a: "1" } }), await create(), await create()];
  const { status, body } = await call("GET", "/v2/sandboxes");
  expect(status).toBe(200);
  const rows = parseListedSandboxes(body);
  if (!rows.ok) throw new Error(rows.error);
  expect(rows.value.map(({ sandboxID }) => sandboxID)).toEqual(ids.toReversed());
  expect(rows.value.map(({ startedAt }) => startedAt)).toEqual([
    "2026-11-23T12:00:00.000002Z",
    "2026-11-23T12:00:00.000001Z",
    "2026-11-23T12:00:00.000000Z",
  ]);
  expect(rows.value[2]).toMatchObject({ alias: "base", cpuCount: 2, memoryMB: 1024, metadata: [["a", "1"]] });
  expect(body).toMatchObject([{ clientID: "local", envdVersion: "0.5.14", volumeMounts: [] }, {}, {}]);
  expect(JSON.stringify(body)).not.toContain("oken");
});

test("an empty fleet is an empty array with a total of zero and no token", async () => {
  const { call } = await testEngine();
  const { body, headers } = await call("GET", "/v2/sandboxes");
  expect(body).toEqual([]);
  expect(headers.get("x-total-running")).toBe("0");
  expect(headers.get("x-next-token")).toBeNull();
});

async function threeKinds(): Promise<TestEngine & { readonly ids: readonly string[] }> {
  const engine = await testEngine();
  const ids = [
    await engine.create({ metadata: { env: "prod", user: "ada" } }),
    await engine.create({ metadata: { env: "prod" }, templateID: "desktop" }),
    await engine.create({ metadata: { env: "dev", user: "ada", empty: "" } }),
    await engine.create(),
  ];
  await engine.call("POST", `/sandboxes/${ids[2]}/pause`);
  return { ...engine, ids };
}

test.each<[string, string, readonly number[], string | null]>([
  ["both states are the default", "", [3, 2, 1, 0], "3"],
  ["running", "state=running", [3, 1, 0], "3"],
  ["paused has no total of running ones", "state=paused", [2], null],
  ["comma-joined states", "state=running,paused", [3, 2, 1, 0], "3"],
  ["an encoded comma", "state=paused%2Crunning", [3, 2, 1, 0], "3"],
  ["repeated states", "state=paused&state=running", [3, 2, 1, 0], "3"],
  ["an empty state is none asked for", "state=", [3, 2, 1, 0], "3"],
  ["one pair", encoded(["env", "prod"]), [1, 0], "2"],
  ["two pairs mean both", encoded(["env", "prod"], ["user", "ada"]), [0], "1"],
  ["the total counts running ones only", encoded(["user", "ada"]), [2, 0], "1"],
  ["pair and state", `${encoded(["user", "ada"])}&state=paused`, [2], null],
  ["an empty value matches an empty value", encoded(["empty", ""]), [2], "0"],
  ["no prefix, no case folding", encoded(["env", "pro"]), [], "0"],
  ["a key nobody has", encoded(["none", ""]), [], "0"],
  ["an empty filter is no filter", "metadata=", [3, 2, 1, 0], "3"],
  ["a filter encoded once", "metadata=env%3Dprod", [1, 0], "2"],
  ["template by alias", "template=desktop", [1], "1"],
  ["template by id", "template=tpldesktop000000000a", [1], "1"],
  ["template and pair", `template=base&${encoded(["env", "prod"])}`, [0], "1"],
  ["an unknown template", "template=nope", [], "0"],
  ["ascending", "order=asc", [0, 1, 2, 3], "3"],
  ["startedAfter includes its instant", "startedAfter=2026-11-23T12:00:00.000002Z", [3, 2], "1"],
  ["startedAfter in another zone", "startedAfter=2026-11-23T14:00:00.000003%2B02:00", [3], "1"],
  ["unknown parameters are ignored", "colour=blue", [3, 2, 1, 0], "3"],
])("%s", async (_, search, expected, total) => {
  const { call, ids } = await threeKinds();
  const { status, body, headers } = await call("GET", `/v2/sandboxes?${search}`);
  expect(status).toBe(200);
  const found = Array.isArray(body)
    ? body.map((row: unknown) => ids.indexOf(textField(row, "sandboxID")))
    : body;
  expect(found).toEqual(expected);
  expect(headers.get("x-total-running")).toBe(total);
});

const manyPairs = (count: number): string =>
  encodeURIComponent(Array.from({ length: count }, (_, index) => `k${index}=v`).join("&"));

test("a filter of 500 pairs is answered", async () => {
  const { create, list } = await testEngine();
  const metadata = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, "v"]));
  const [id] = [await create({ metadata }), await create({ metadata: { ...metadata, k499: "w" } })];
  expect(await list(`?template=base&startedAfter=2020-01-01T00:00:00Z&metadata=${manyPairs(500)}`)).toEqual([
    id,
  ]);
});

test.each([
  ["limit=0", "limit"],
  ["limit=101", "limit"],
  ["limit=1.5", "limit"],
  ["limit=ten", "limit"],
  ["limit=-1", "limit"],
  ["limit=99999999999999999999", "limit"],
  ["state=bogus", "state"],
  ["state=running,bogus", "state"],
  ["state=running,", "state"],
  ["order=up", "order"],
  ["startedAfter=yesterday", "startedAfter"],
  ["nextToken=garbage", "Invalid next token"],
  ["nextToken=%00", "Invalid next token"],
  [`nextToken=${"a".repeat(5000)}`, "Invalid next token"],
  ["metadata=user", "Error parsing metadata"],
  ["metadata=a%3Db%3Dc", "Error parsing metadata"],
  ["metadata=a%3D%25zz", "Error parsing metadata"],
  [`metadata=${manyPairs(501)}`, "500 pairs"],
])("400 for %s", async (search, words) => {
  const { call } = await testEngine();
  const { status, body } = await call("GET", `/v2/sandboxes?${search}`);
  expect({ status, body }).toEqual({
    status: 400,
    body: { code: 400, message: expect.stringContaining(words) },
  });
});

test("pages follow each other without gap or repeat while sandboxes come and go", async () => {
  const { create, call } = await testEngine();
  const ids: string[] = [];
  for (let index = 0; index < 7; index += 1) ids.push(await create());
  const first = await call("GET", "/v2/sandboxes?limit=3");
  const token = encodeURIComponent(first.headers.get("x-next-token") ?? "");
  // Gone: the very one that the token names, and one still to come. New: ahead of the token.
  await call("DELETE", `/sandboxes/${ids[4]}`);
  await call("DELETE", `/sandboxes/${ids[2]}`);
  await create();
  const second = await call("GET", `/v2/sandboxes?limit=3&nextToken=${token}`);
  expect(second.body).toMatchObject([{ sandboxID: ids[3] }, { sandboxID: ids[1] }, { sandboxID: ids[0] }]);
  expect(second.headers.get("x-next-token"), "the page that ends with the last row").toBeNull();
});

test("a token of the other order is refused", async () => {
  const { create, call } = await testEngine();
  for (let index = 0; index < 3; index += 1) await create();
  const { headers } = await call("GET", "/v2/sandboxes?limit=1&order=asc");
  const token = encodeURIComponent(headers.get("x-next-token") ?? "");
  expect((await call("GET", `/v2/sandboxes?limit=1&order=asc&nextToken=${token}`)).status).toBe(200);
  expect((await call("GET", `/v2/sandboxes?limit=1&nextToken=${token}`)).body).toEqual({
    code: 400,
    message: "Invalid next token",
  });
});

test("tokens come back as they were, in their own order only", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 52 }),
      fc.stringMatching(/^i[a-z0-9]{20}$/),
      fc.constantFrom("asc" as const, "desc" as const),
      (startedAt, id, order) => {
        const token = encodeCursor({ startedAt, id }, order);
        expect(token).toMatch(/^[\w-]+={0,2}$/);
        expect(token.length % 4).toBe(0);
        expect(decodeCursor(token, order)).toEqual({ ok: true, value: { startedAt, id } });
        expect(decodeCursor(token, order === "asc" ? "desc" : "asc").ok).toBe(false);
      },
    ),
  );
});

test("v1 lists every running one in one array", async () => {
  const { engine, call, ids } = await threeKinds();
  const { body, headers } = await call("GET", "/sandboxes");
  expect(body).toMatchObject([{ sandboxID: ids[3] }, { sandboxID: ids[1] }, { sandboxID: ids[0] }]);
  expect(headers.get("x-next-token")).toBeNull();
  expect((await call("GET", "/sandboxes?metadata=user%3Dada")).body).toMatchObject([{ sandboxID: ids[0] }]);
  expect((await call("GET", "/sandboxes?metadata=user")).status).toBe(400);
  engine.empty();
  expect((await call("GET", "/sandboxes")).body).toEqual([]);
  engine.fillDemo(1700);
  const all = await call("GET", "/sandboxes");
  expect(all.body).toHaveLength(Number((await call("GET", "/v2/sandboxes")).headers.get("x-total-running")));
});
