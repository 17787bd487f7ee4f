import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { listen, shutDown } from "./listen.ts";

test("shutting down cuts what hangs once the grace is over", async () => {
  const server = createServer();
  const port = await listen(server, "127.0.0.1", 0);
  if (!port.ok) throw new Error(port.error.message);
  const socket = connect(port.value, "127.0.0.1");
  socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n");
  await once(server, "request");
  socket.resume();
  const cut = new Promise((resolve) => socket.once("close", resolve).once("error", resolve));
  await shutDown(server, 1);
  await cut;
  expect(server.listening).toBe(false);
});

test("without anything in flight it is over at once, whatever the grace", async () => {
  const server = createServer((_request, response) => response.end());
  const port = await listen(server, "127.0.0.1", 0);
  if (!port.ok) throw new Error(port.error.message);
  await (await fetch(`http://127.0.0.1:${port.value}`)).text();
  await shutDown(server, 60_000);
});
