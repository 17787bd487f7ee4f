import type { Sandbox } from "./sandbox.ts";
export function* demoFleet(_count: number, _now: number): Generator<Sandbox> {}
