import type { Runtime } from "./runtime.ts";

const nothing = (): Promise<void> => Promise.resolve();

/** No processes: a sandbox is its lifecycle and its data. */
export const noRuntime: Runtime = {
  name: "none",
  start: nothing,
  pause: nothing,
  resume: nothing,
  stop: nothing,
};
