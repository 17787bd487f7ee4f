import type { Capabilities } from "./capabilities.ts";

/** What probing found of one capability. `unknown` where anything was in doubt. */
export type Finding = "proven" | "refuted" | "unknown";
export const findings = ["proven", "refuted", "unknown"] as const satisfies readonly Finding[];
export type Findings = Readonly<Record<keyof Capabilities, Finding>>;

export const nothingFound: Findings = { template: "unknown", startedAfter: "unknown", order: "unknown" };

/** What was found of an upstream, and when, milliseconds since 1970. */
export interface RememberedFindings {
  readonly findings: Findings;
  readonly at: number;
}

const VERSION = 1;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Upstreams change; what was found is believed so long. */
const BELIEVED_MS = 7 * DAY_MS;
/** What was in doubt is looked at again the next day. */
const DOUBTED_MS = DAY_MS;

/** Where a page keeps what it found of the upstream with this name. */
export const findingsPlace = (upstreamName: string): string => `sandbar:upstream:${upstreamName}`;

/** @param url the upstream's address: a name can mean another server tomorrow */
export const writeFindings = (url: string, { findings: found, at }: RememberedFindings): string =>
  JSON.stringify({ version: VERSION, url, at, ...found });

/** Reads what `writeFindings` wrote. What is broken, of another address, too old or from the future is nothing. */
export function readFindings(url: string, text: string | null, now: number): RememberedFindings | undefined {
  const kept = parseObject(text);
  const at = kept?.["at"];
  if (kept?.["version"] !== VERSION || kept["url"] !== url || typeof at !== "number") return undefined;
  if (!(at <= now && now - at < BELIEVED_MS)) return undefined;
  const [template, startedAfter, order] = [kept["template"], kept["startedAfter"], kept["order"]];
  if (!isFinding(template) || !isFinding(startedAfter) || !isFinding(order)) return undefined;
  return { findings: { template, startedAfter, order }, at };
}

/** Whether probing would tell more than what is remembered. */
export function isDue(remembered: RememberedFindings | undefined, now: number): boolean {
  if (!remembered) return true;
  return Object.values(remembered.findings).includes("unknown") && now - remembered.at >= DOUBTED_MS;
}

export const capabilitiesOf = ({ template, startedAfter, order }: Findings): Capabilities => ({
  template: template === "proven",
  startedAfter: startedAfter === "proven",
  order: order === "proven",
});

const isFinding = (value: unknown): value is Finding => findings.some((finding) => finding === value);

/** The object that a browser has kept as JSON; `undefined` where it is none. */
export function parseObject(text: string | null): Readonly<Record<string, unknown>> | undefined {
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
