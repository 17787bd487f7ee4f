import { createServer, request } from "node:http";

/** The console as a slow line brings it: the scripts that are loaded on demand do not come until the test lets them. */
export interface LateScripts {
  /** The console's origin. */
  readonly url: string;
  /** The paths of what has been asked for and is held. */
  readonly held: () => readonly string[];
  /** Lets all come whose path fits, also of what is asked for from now on. */
  readonly release: (fits?: RegExp) => void;
  readonly close: () => Promise<void>;
}

/** What the page needs for its first rows. */
const FIRST = /^\/assets\/(?:boot|main|rolldown-runtime)-/;

/** Starts on a free port of this machine, in front of the console at the origin `target`. */
export async function startLateScripts(target: string): Promise<LateScripts> {
  const { hostname, port, host } = new URL(target);
  const held = new Map<string, () => void>();
  let free = [FIRST];
  const server = createServer((incoming, response) => {
    const { url: path = "/", method, headers } = incoming;
    const forward = () =>
      incoming.pipe(
        request({ hostname, port, path, method, headers: { ...headers, host } })
          .on("response", (reply) => {
            response.writeHead(reply.statusCode ?? 502, reply.headers);
            reply.pipe(response);
          })
          .on("error", () => response.destroy()),
      );
    if (path.endsWith(".js") && !free.some((fits) => fits.test(path))) held.set(path, forward);
    else forward();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The console behind has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    held: () => [...held.keys()],
    release: (fits = /./) => {
      free = [...free, fits];
      for (const [path, forward] of held) {
        if (!fits.test(path)) continue;
        held.delete(path);
        forward();
      }
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
