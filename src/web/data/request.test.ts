import { afterEach, expect, test, vi } from "vitest";
import { UPSTREAM_DATE_HEADER } from "#contract/console-info.ts";
import { failureFrom, loadPart, parseNothing, request } from "./request.ts";

const MINUTE = 60_000;
const dateIn = (milliseconds: number) => new Date(Date.now() + milliseconds).toUTCString();

afterEach(() => void vi.unstubAllGlobals());

async function waitOf(headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  vi.stubGlobal("fetch", async () => new Response(null, { status: 429, headers }));
  const call = { endpoint: "listSandboxes", parameters: {}, parse: parseNothing } as const;
  const error: unknown = await request("novita", call).catch((thrown: unknown) => thrown);
  return failureFrom(error, "listSandboxes").retryAfterSeconds;
}

test.each([
  ["agrees", 0],
  ["is ten minutes ahead", 10 * MINUTE],
  ["is ten minutes behind", -10 * MINUTE],
])("a moment to wait for is by the clock of the upstream, which %s", async (_, ahead) => {
  const headers = { "retry-after": dateIn(ahead + 30_000), [UPSTREAM_DATE_HEADER]: dateIn(ahead) };
  expect(await waitOf(headers)).toBeOneOf([30, 31]);
});

test("where the reply does not say when it was written, a moment to wait for is by the present", async () => {
  expect(await waitOf({ "retry-after": dateIn(30_000) })).toBeOneOf([29, 30]);
});

test("a part of the page that does not come means that the console's server cannot be reached", async () => {
  const lost = loadPart("listSandboxes", () => Promise.reject(new TypeError("Failed to fetch")));
  await expect(lost).rejects.toMatchObject({ failure: { kind: "offline", endpoint: "listSandboxes" } });
  expect(await loadPart("listSandboxes", async () => "there")).toBe("there");
});
