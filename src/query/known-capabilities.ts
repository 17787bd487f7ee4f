import { noCapabilities, type Capabilities } from "./capabilities.ts";

const all: Capabilities = { template: true, startedAfter: true, order: true };

/**
 * What is certain of an upstream before anything was asked: the name `local` is the engine that comes with this console, which knows every
 * parameter. Of any other nothing is assumed (a server that takes a parameter for something else would give wrong rows).
 */
export const knownCapabilities = (upstreamName: string): Capabilities =>
  upstreamName === "local" ? all : noCapabilities;
