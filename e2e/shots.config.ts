import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.ts";

/** Pictures of the running build: the README's into docs/images, those to look at into test-results/shots. */
export default defineConfig(tests, {
  testDir: "shots",
  testMatch: "*.shots.ts",
  outputDir: "../test-results/shots-run",
  timeout: 120_000,
  use: { trace: "off" },
});
