import { join } from "node:path";
import type { Plugin } from "vite";
import { parseConfig, type Config } from "../config.ts";
import type * as DevServerModule from "./dev-server.ts";

/** Where a restarting Vite finds the console it had before: its own modules are loaded anew. */
const PREVIOUS = Symbol.for("sandbar.dev");
/** Files of the checkout that nobody gets: Vite's own list, which this one replaces, and the engine's data. */
const UNSERVED = [
  ".env",
  ".env.*",
  "*.{crt,pem,key,p12,pfx,cer,der}",
  ".npmrc",
  ".yarnrc.yml",
  "**/.git/**",
  "engine.db*",
];
/** Folders whose sources run in the server: a change of them restarts it. */
const SERVED_BY = ["server", "engine", "sqlite", "contract"];

/**
 * The console inside of Vite's development server: the guard, proxy and engine of a build in one process, with hot reload of the page.
 * Vite writes scripts into the page, so the content security policy is for builds only.
 */
export function devConsole(): Plugin {
  let console: DevServerModule.DevServer | undefined;
  let config: Config | undefined;
  return {
    name: "sandbar:dev",
    apply: (_, { command, mode }) => command === "serve" && mode !== "test",
    config() {
      config = readConfig();
      const { host, port } = config;
      const watch = { ignored: ["**/.sandbar/**", "**/dist/**"] };
      // Vite would consent to pages of any other program on this machine, and serve whatever lies in the checkout.
      return {
        server: { host, port, strictPort: true, watch, cors: false, fs: { deny: UNSERVED } },
        clearScreen: false,
      };
    },
    async configureServer(server) {
      if (!config) return;
      const previous: unknown = Reflect.get(globalThis, PREVIOUS);
      if (typeof previous === "function") await previous();
      const module = await server.ssrLoadModule("/src/server/dev/dev-server.ts");
      if (!isDevServerModule(module)) throw new Error("dev-server.ts has no openDevServer");
      const opened = await module.openDevServer(config);
      if (!opened.ok) giveUp([opened.error]);
      const dev = opened.value;
      console = dev;
      Reflect.set(globalThis, PREVIOUS, () => dev.close());
      server.middlewares.use((request, response, next) => dev.handle(request, response, next));
      const { httpServer } = server;
      httpServer?.once("listening", () => {
        const address = httpServer.address();
        if (address !== null && typeof address === "object") void dev.announce(address.port);
      });
      const folders = SERVED_BY.map((name) => join(server.config.root, "src", name));
      server.watcher.on("change", (path) => {
        if (folders.some((folder) => path.startsWith(folder)) && !path.includes(".test."))
          void server.restart();
      });
    },
    transformIndexHtml: { order: "pre", handler: (html) => console?.page(html) ?? html },
  };
}

function readConfig(): Config {
  const flags: unknown = JSON.parse(process.env["SANDBAR_FLAGS"] ?? "[]");
  const command = parseConfig(process.env, Array.isArray(flags) ? flags.map(String) : []);
  if (!command.ok) giveUp(command.error);
  if (command.value.kind === "run") return command.value.config;
  globalThis.console.log(command.value.kind === "help" ? command.value.text : "See package.json.");
  process.exit(0);
}

const isDevServerModule = (module: object): module is typeof DevServerModule => "openDevServer" in module;

function giveUp(problems: readonly string[]): never {
  for (const problem of problems) globalThis.console.error(`sandbar: ${problem}`);
  process.exit(1);
}
