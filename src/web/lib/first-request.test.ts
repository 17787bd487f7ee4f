import { afterEach, expect, test, vi } from "vitest";
import { leaveFirstRequest, takeFirstRequest } from "./first-request.ts";

afterEach(() => vi.unstubAllGlobals());

test("the first request is sent at once and adopted once, by whoever asks for the same", async () => {
  const fetched: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    fetched.push(url);
    return new Response("[]");
  });
  leaveFirstRequest("/api/local/v2/sandboxes?limit=100");
  expect(fetched).toEqual(["/api/local/v2/sandboxes?limit=100"]);
  expect(takeFirstRequest("/api/local/v2/sandboxes?limit=100&state=paused")).toBeUndefined();
  const taken = takeFirstRequest("/api/local/v2/sandboxes?limit=100");
  expect(await (await taken?.response)?.text()).toBe("[]");
  expect(takeFirstRequest("/api/local/v2/sandboxes?limit=100")).toBeUndefined();
});

test("a first request that fails and is not taken is nobody's error", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  leaveFirstRequest("/x");
  await expect(takeFirstRequest("/x")?.response).rejects.toThrow("offline");
});
