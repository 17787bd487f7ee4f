import "./node-version.mjs";
import { runOnBuild } from "./run-on-build.mjs";

// Measures the figures that docs/ quotes.
await runOnBuild(["vitest"], ["run", "--config", "e2e/bench/vitest.config.ts"]);
