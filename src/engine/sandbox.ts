import type { Metadata } from "#contract/metadata.ts";
import type { Life } from "./lifecycle.ts";

/** Rules for traffic that a caller gave at creation; kept and shown, for a runtime to enforce. */
export interface NetworkRules {
  readonly allowOut?: readonly string[];
  readonly denyOut?: readonly string[];
  readonly allowPublicTraffic?: boolean;
  readonly maskRequestHost?: string;
}

/** One sandbox as the engine knows it. */
export interface Sandbox extends Life {
  readonly id: string;
  readonly templateId: string;
  readonly cpuCount: number;
  readonly memoryMiB: number;
  readonly diskMiB: number;
  /** The name of the runtime it lives in. */
  readonly runtime: string;
  readonly autoResume: boolean;
  readonly allowInternetAccess: boolean;
  readonly network: NetworkRules | undefined;
  /** The credential of its in-sandbox daemon, when it was created secure. */
  readonly envdAccessToken: string | undefined;
  /** The credential for its ports, when public traffic is off. */
  readonly trafficAccessToken: string | undefined;
  readonly metadata: Metadata;
}

/** `legacy SDKs send <id>-<anything>` (contract 1.3); our own ids hold no hyphen. */
export const canonicalId = (id: string): string => id.split("-", 1)[0] ?? id;
