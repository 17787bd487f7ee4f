import { connect } from "node:net";
import type { ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import { rawExchange } from "#e2e/support/raw-http.ts";
import { listen, type HttpServer, type HttpServerOptions } from "./http-server.ts";

let open: HttpServer[] = [];
afterEach(async () => {
  for (const server of open) await server.stop(0);
  open = [];
});

async function serve(
  options: Partial<HttpServerOptions> = {},
): Promise<{ server: HttpServer; port: number }> {
  const handler = () => (_: unknown, response: ServerResponse) => void response.end("done");
  const server = await listen({ host: "127.0.0.1", port: 0, requestTimeoutMs: 30_000, handler, ...options });
  if (!server.ok) throw new Error(server.error);
  open.push(server.value);
  return { server: server.value, port: Number(new URL(server.value.url).port) };
}

test("a taken port is told by its code", async () => {
  const { port } = await serve();
  const second = await listen({
    host: "127.0.0.1",
    port,
    requestTimeoutMs: 1,
    handler: () => () => undefined,
  });
  expect(second).toEqual({ ok: false, error: "EADDRINUSE" });
});

test.each([
  ["a request line that never ends", "GET / HT"],
  ["headers that never end", "GET / HTTP/1.1\r\nHost: a\r\nX-A: b\r\n"],
  ["a body that never ends", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{"],
])("%s: given up with an envelope", async (_, bytes) => {
  // The handler waits for the body, as ours does.
  const handler = () => (request: NodeJS.ReadableStream) => void request.resume();
  const { port } = await serve({ requestTimeoutMs: 30, handler });
  const answer = await rawExchange(port, bytes);
  expect([answer.status, JSON.parse(answer.body)]).toEqual([
    408,
    { code: 408, message: "The request did not arrive in time.", error_code: "sandbar_refused" },
  ]);
});

test("stopping lets a request in flight finish, takes no more, and waits for no idle connection", async () => {
  let finish: (() => void) | undefined;
  const { server, port } = await serve({
    handler: () => (_, response) => {
      finish = () => response.end("done");
    },
  });
  const idle = connect(port, "127.0.0.1");
  await new Promise((resolve) => idle.once("connect", resolve));
  const inFlight = fetch(`${server.url}/`).then((answer) => answer.text());
  await expect.poll(() => finish).toBeDefined();
  const stopped = server.stop(60_000);
  await expect(fetch(`${server.url}/`)).rejects.toThrow();
  finish?.();
  expect(await inFlight).toBe("done");
  await stopped;
  idle.destroy();
});

test("stopping cuts what does not finish in time", async () => {
  let started = false;
  const { server } = await serve({ handler: () => () => void (started = true) });
  const hanging = fetch(`${server.url}/`).then(
    () => "answered",
    () => "cut",
  );
  await expect.poll(() => started).toBe(true);
  await server.stop(10);
  expect(await hanging).toBe("cut");
});
