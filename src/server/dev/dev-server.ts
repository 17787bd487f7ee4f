import type { IncomingMessage, ServerResponse } from "node:http";
import { loadOrMakeEngineKey, startEngine } from "#engine/index.ts";
import { ok, type Result } from "#contract/result.ts";
import { greeting, writeReadyFile } from "../announce.ts";
import { openBackend } from "../backend.ts";
import type { Config } from "../config.ts";
import { createConsole } from "../console.ts";
import { urlHost } from "../loopback.ts";
import { prepareEngine } from "../prepare-engine.ts";
import { withUpstream } from "../static/page.ts";
import { version } from "../version.ts";

/** A console whose files are Vite's. */
export interface DevServer {
  /** @param next Vite's turn, for everything that is not data */
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): void;
  page(html: string): string;
  /** Once Vite listens on `port`: says where everything is, and fills the engine as the flags ask. */
  announce(port: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens the backend for a console in development; guard, proxy and engine are those of a build. */
export async function openDevServer(config: Config): Promise<Result<DevServer, string>> {
  const say = (line: string): void => console.log(line);
  const engine = { loadOrMakeKey: loadOrMakeEngineKey, start: startEngine };
  const opened = await openBackend({ config, version, engine, warn: say });
  if (!opened.ok) return opened;
  const { upstream, parts, close } = opened.value;
  return ok({
    handle: (request, response, next) =>
      createConsole({ ...parts(request.socket.localPort ?? config.port), site: () => next() })(
        request,
        response,
      ),
    page: (html) => withUpstream(html, upstream) ?? html,
    announce: async (port) => {
      const url = `http://${urlHost(config.host)}:${port}`;
      for (const line of greeting(upstream, url, config.readOnly)) say(line);
      const prepared = upstream.engine && (await prepareEngine(upstream.engine, config.engine, { say }));
      if (prepared?.ok === false) say(prepared.error);
      writeReadyFile(config.readyFile, url, upstream);
    },
    close,
  });
}
