import { join, resolve } from "node:path";
import react from "@vitejs/plugin-react";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vitest/config";
import { devConsole } from "./src/server/dev/dev-console.ts";
import { precompress } from "./src/server/build/precompress.ts";
import { preloadMain } from "./src/server/build/preload-main.ts";

const out = resolve(process.env["SANDBAR_OUT_DIR"] ?? "dist/dev");

export default defineConfig({
  plugins: [react(), tailwindcss(), preloadMain(), precompress(), devConsole()],
  environments: {
    client: {
      build: {
        outDir: join(out, "client"),
        emptyOutDir: true,
        // Everything in files of its own, and no inline script: the content security policy knows no exception.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        // The page starts with two scripts: what the boot entry runs on, and all that the application needs besides. Left alone, each thing that
        // a part loaded later shares would be a small file of its own, and the first row would wait for two dozen requests.
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [
                { name: "boot", test: /src[\\/]web[\\/]boot\.ts$/, priority: 2 },
                { name: "main", test: /src[\\/]web[\\/]main\.tsx$/, priority: 1 },
              ],
            },
          },
        },
      },
    },
    ssr: {
      build: {
        outDir: join(out, "server"),
        emptyOutDir: true,
        target: "node20",
        // Packages stay outside: a build runs from its checkout, whose lockfile says what they are.
        rolldownOptions: {
          input: "src/server/main.ts",
          output: { entryFileNames: "main.js", codeSplitting: false },
        },
        copyPublicDir: false,
      },
    },
  },
  worker: { format: "es" },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) await builder.build(environment);
    },
  },
  test: {
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}", "e2e/**/*.test.ts"],
    // Against what never ends. Thousands of drawn cases take a second, and many on a machine that has much else to do, as do tests that start
    // programs.
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What the query language's properties are tried on; `npm run fuzz` asks for more.
    provide: {
      fuzzRuns: Number(process.env["SANDBAR_FUZZ_RUNS"] ?? 2_000),
      fuzzSeed: Number(process.env["SANDBAR_FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31)),
    },
  },
});
