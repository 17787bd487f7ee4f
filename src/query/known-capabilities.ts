import { noCapabilities, type Capabilities } from "./capabilities.ts";
import { capabilitiesOf, readFindings } from "./capability-memory.ts";

const all: Capabilities = { template: true, startedAfter: true, order: true };

interface RememberedUpstream {
  readonly name: string;
  readonly url: string;
  /** What the browser keeps of it, as text. */
  readonly kept: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * What is certain of an upstream before anything is asked: the name `local` is the engine that comes with this console, which knows every
 * parameter. Of any other only what was proven before (a server that takes a parameter for something else would give wrong rows).
 */
export function rememberedCapabilities({ name, url, kept, now }: RememberedUpstream): Capabilities {
  if (name === "local") return all;
  const remembered = readFindings(url, kept, now);
  return remembered ? capabilitiesOf(remembered.findings) : noCapabilities;
}
