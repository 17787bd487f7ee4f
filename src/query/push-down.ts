import type { ListFilter } from "#contract/list-query.ts";
import { isWellFormed } from "#contract/metadata.ts";
import { knownStates } from "#contract/states.ts";
import { microsToTimestamp } from "#contract/timestamp.ts";
import type { Condition, FieldCondition, MetadataCondition, MomentCondition, SpanCondition } from "./ast.ts";
import type { Capabilities } from "./capabilities.ts";

/** A condition that the server does not apply, and why, in words for a person. */
export interface Leftover {
  readonly condition: Condition;
  readonly why: string;
}

/** Conditions that the server applies together, in one of these ways: several are as many lists, which together hold every match. */
export interface Candidate {
  readonly conditions: readonly Condition[];
  readonly alternatives: readonly Partial<ListFilter>[];
}

type Pushable = MetadataCondition | FieldCondition | SpanCondition | MomentCondition;

/** Why the server cannot be asked for a condition, whatever else is asked. */
export function obstacle(condition: Condition, can: Capabilities): string | undefined {
  switch (condition.kind) {
    case "metadata":
      if (condition.op !== "=") return "The server can only match a key's exact value";
      return unsendable([condition.key, ...condition.values]);
    case "field":
      return fieldObstacle(condition, can);
    case "span":
      if (condition.name === "ends") return "The server does not filter by the time that is left";
      return isLimit(condition.op, "<") ? startObstacle(can) : ONLY_NEWER;
    case "moment":
      return isLimit(condition.op, ">") ? startObstacle(can) : ONLY_NEWER;
    case "amount":
      return `The server does not filter by ${condition.name}`;
    case "exists":
      return "The server cannot ask for a key without its value";
    case "words":
      return "The server does not search in text";
    case "not":
      return "The server cannot exclude";
    case "all":
    case "any":
      return "The server does not know OR";
  }
}

const ONLY_NEWER = "The server filters only by what started after a moment, not before";
const startObstacle = (can: Capabilities) =>
  can.startedAfter ? undefined : "This upstream is not known to filter by the start time";
const isLimit = (op: string, way: "<" | ">"): boolean => op.startsWith(way);

function fieldObstacle({ name, op, values }: FieldCondition, can: Capabilities): string | undefined {
  if (name === "id" || name === "envd") return `The server does not filter by ${name}`;
  if (op !== "=") return `The server can only match an exact ${name}`;
  if (name === "state")
    return values.length === 1 && knownState(values[0])
      ? undefined
      : "The server filters only by one state, running or paused";
  if (!can.template) return "This upstream is not known to filter by template";
  // Empty values are no parameter at all.
  if (values.includes("")) return "The server cannot be asked for an empty template";
  return unsendable(values);
}

const knownState = (value: string) => knownStates.find((state) => state === value);

const unsendable = (texts: readonly string[]): string | undefined =>
  texts.every(isWellFormed) ? undefined : "It holds half of a character, which a request cannot carry";

/** Groups the conditions that the server can be asked for by what they are about. */
export function candidates(
  conditions: readonly Condition[],
  now: number,
): { readonly candidates: readonly Candidate[]; readonly left: readonly Leftover[] } {
  const pairs = new Map<string, MetadataCondition[]>();
  const states: Condition[] = [];
  const starts: { readonly condition: Condition; readonly micros: number }[] = [];
  const made: Candidate[] = [];
  const left: Leftover[] = [];
  let hasTemplate = false;
  for (const condition of conditions) {
    if (!isPushable(condition)) continue;
    if (condition.kind === "metadata")
      pairs.set(condition.key, [...(pairs.get(condition.key) ?? []), condition]);
    else if (condition.kind !== "field") starts.push({ condition, micros: startOf(condition, now) });
    else if (condition.name === "state") {
      states.push(condition);
      const [state] = condition.values.flatMap((value) => knownState(value) ?? []);
      // Two different ones contradict, which was found before.
      if (state !== undefined && states.length === 1)
        made.push({ conditions: states, alternatives: [{ state }] });
    } else if (hasTemplate) left.push({ condition, why: "The server filters by one template at a time" });
    else {
      hasTemplate = true;
      made.push({
        conditions: [condition],
        alternatives: condition.values.map((template) => ({ template })),
      });
    }
  }
  for (const [key, about] of pairs) {
    // Of a key written twice servers take the last: it is asked for once, with the values that all of its conditions allow.
    const allowed = about[0]?.values.filter((value) =>
      about.every(({ values }) => values.some((one) => one === value)),
    );
    made.push({
      conditions: about,
      alternatives: (allowed ?? []).map((value) => ({ metadata: [[key, value]] })),
    });
  }
  if (starts.length > 0) {
    const latest = Math.max(...starts.map(({ micros }) => micros));
    const startedAfter = microsToTimestamp(latest);
    made.push({ conditions: starts.map(({ condition }) => condition), alternatives: [{ startedAfter }] });
  }
  return { candidates: made, left };
}

const isPushable = (condition: Condition): condition is Pushable =>
  condition.kind === "metadata" ||
  condition.kind === "field" ||
  condition.kind === "span" ||
  condition.kind === "moment";

const MINUTE = 60_000_000;

/** The earliest start that meets a limit, microseconds since 1970; what counts from now to the minute before, so that it can be asked again. */
function startOf(condition: SpanCondition | MomentCondition, now: number): number {
  if (condition.kind === "moment" && condition.moment.kind === "at") return condition.moment.micros;
  const seconds =
    condition.kind === "span"
      ? condition.seconds
      : condition.moment.kind === "ago"
        ? condition.moment.seconds
        : 0;
  return Math.floor(((now - seconds * 1000) * 1000) / MINUTE) * MINUTE;
}
