import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Benches measure, one at a time and for as long as it takes; `npm run bench` runs them. */
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    environment: "node",
    globalSetup: "e2e/bench/print-summary.ts",
    include: ["e2e/bench/**/*.bench.ts", "src/**/*.bench.ts"],
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    disableConsoleIntercept: true,
  },
});
