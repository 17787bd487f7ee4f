import { describe, expect, test } from "vitest";
import type { Failure } from "#contract/failure.ts";
import { settle } from "./testing/fake-clock.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

const rateLimited = (retryAfterSeconds?: number): Failure => ({
  kind: "rate-limited",
  endpoint: "listSandboxes",
  status: 429,
  message: "Rate limit exceeded",
  ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
});

describe("trouble", () => {
  test("an outage keeps the rows and says when the next try is due", async () => {
    const { clock, fleet, upstream, show } = createTestFleet({ sandboxes: 10 });
    fleet.setInterval(10_000);
    await show();
    upstream.failWith({ kind: "unreachable", endpoint: "listSandboxes", status: 502, message: "no route" });
    await clock.advance(10_000);
    const { rows, trouble } = fleet.get();
    expect(rows).toHaveLength(10);
    expect(trouble).toMatchObject({ failure: { message: "no route" }, nextTryAt: clock.now() + 2_000 });
    upstream.failWith(undefined);
    await clock.advance(2_000);
    expect(fleet.get().trouble).toBeUndefined();
  });

  test("a failed first page is no empty fleet", async () => {
    const { fleet, upstream, show } = createTestFleet({ sandboxes: 10 });
    upstream.failWith(rateLimited());
    await show();
    expect(fleet.get()).toMatchObject({ end: "unread", rows: [] });
    expect(fleet.get().trouble?.failure.kind).toBe("rate-limited");
  });

  test("waits as long as the upstream asks for, unless told to try now", async () => {
    const { clock, fleet, upstream, show } = createTestFleet({ sandboxes: 10 });
    upstream.failWith(rateLimited(30));
    await show();
    await clock.advance(29_999);
    expect(upstream.requests).toHaveLength(1);
    await clock.advance(1);
    expect(upstream.requests).toHaveLength(2);
    upstream.failWith(undefined);
    fleet.refresh();
    await settle();
    expect(upstream.requests).toHaveLength(3);
    expect(fleet.get()).toMatchObject({ end: "complete", checked: 10, trouble: undefined });
  });

  test("a server that repeats its cursor ends the list as looped", async () => {
    const { fleet, upstream, show, readToEnd } = createTestFleet({ sandboxes: 250, repeatsCursor: true });
    await show();
    await readToEnd();
    expect(fleet.get().end).toBe("looped");
    expect(upstream.requests.length).toBeLessThan(4);
  });
});
