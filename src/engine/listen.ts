import { once } from "node:events";
import type { Server } from "node:http";
import { fail, ok, type Result } from "#contract/result.ts";
import type { EngineFailure } from "./failure.ts";

/** Binds the server; gives the port it got. */
export async function listen(
  server: Server,
  host: string,
  port: number,
): Promise<Result<number, EngineFailure>> {
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    return fail(refused(host, port, error));
  }
  const address = server.address();
  return ok(typeof address === "object" && address !== null ? address.port : port);
}

function refused(host: string, port: number, error: unknown): EngineFailure {
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
    return {
      code: "port-taken",
      message: `Port ${port} on ${host} is taken by another program.`,
      remedy: "Stop that program, or choose another port for the engine.",
    };
  return {
    code: "address-refused",
    message: `The engine cannot listen on ${host}, port ${port}: ${error instanceof Error ? error.message : String(error)}.`,
    remedy: "Choose another address or a port above 1023.",
  };
}

/** How long requests in flight may take to finish: with all else, closing must be done within two seconds. */
const GRACE_MILLIS = 1500;

/** Takes no new requests, waits for those in flight, and cuts what is still open after `graceMillis`. */
export async function shutDown(server: Server, graceMillis: number = GRACE_MILLIS): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMillis);
  await closed;
  clearTimeout(cut);
}
