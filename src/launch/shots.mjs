import "./node-version.mjs";
import { runOnBuild } from "./run-on-build.mjs";

// Takes the pictures of the README and of the list of looks from the running build.
await runOnBuild(["@playwright/test", "playwright"], ["test", "-c", "e2e/shots.config.ts"]);
