import { defineConfig } from "@playwright/test";
import { browserLaunchOptions } from "./support/browser.ts";
import { patience } from "./support/strain.ts";

export default defineConfig({
  testMatch: "*.spec.ts",
  outputDir: "../test-results/e2e",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 30_000 * patience(),
  expect: { timeout: 10_000 * patience() },
  // The JSON report goes where PLAYWRIGHT_JSON_OUTPUT_NAME says, and nowhere without it.
  reporter: process.env["PLAYWRIGHT_JSON_OUTPUT_NAME"] ? [["list"], ["json"]] : [["list"]],
  use: {
    browserName: "chromium",
    launchOptions: browserLaunchOptions(),
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    colorScheme: "light",
    contextOptions: { reducedMotion: "reduce" },
    trace: { mode: "retain-on-failure", screenshots: false },
  },
});
