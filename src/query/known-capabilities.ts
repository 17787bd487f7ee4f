import { noCapabilities, type Capabilities } from "./plan.ts";

/**
 * What is certain of an upstream before anything was asked: the name `local` is the engine that comes with this console, which knows the
 * template parameter. Of any other nothing is assumed (a server that ignores a parameter would give wrong rows).
 */
export const knownCapabilities = (upstreamName: string): Capabilities =>
  upstreamName === "local" ? { template: true } : noCapabilities;
