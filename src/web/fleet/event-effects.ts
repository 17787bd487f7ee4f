import type { LifecycleEvent } from "#contract/account.ts";
import type { Entry } from "./known-rows.ts";

/** What events ask for, each sandbox in one of these at most. */
export interface EventEffects {
  /** Known and gone now. */
  readonly gone: readonly string[];
  /** Known and paused now. */
  readonly paused: readonly Entry[];
  /** To be read one by one: what changed is known to have changed, and not how. */
  readonly unclear: readonly string[];
  /** Some started: lists have grown. */
  readonly isGrown: boolean;
}

/** The last event of a sandbox tells what it is now; one that did not succeed tells nothing. `events` come in the order they happened. */
export function eventEffects(
  events: readonly LifecycleEvent[],
  entries: ReadonlyMap<string, Entry>,
): EventEffects {
  const last = new Map<string, string>();
  const failed = new Set<string>();
  for (const { sandboxID, eventName, state } of events) {
    if (last.get(sandboxID) === "delete") continue;
    if (!/^(success)?$/i.test(state ?? "")) {
      failed.add(sandboxID);
      continue;
    }
    // After a start nothing but an end or a pause matters: the list is read anyway.
    const isStart = eventName === "create" || eventName === "resume";
    const isMinor = !isStart && eventName !== "delete" && eventName !== "pause";
    if (!isMinor || !["create", "resume"].includes(last.get(sandboxID) ?? "")) last.set(sandboxID, eventName);
  }
  const gone: string[] = [];
  const paused: Entry[] = [];
  const unclear: string[] = [];
  let isGrown = false;
  for (const [id, name] of last) {
    const entry = entries.get(id);
    const isRunning = entry?.row.state === "running";
    if (name === "delete") gone.push(...(entry ? [id] : []));
    else if (name === "pause") {
      if (entry && isRunning) paused.push(entry);
    } else if (name === "create") isGrown ||= (entry?.places ?? 0) === 0;
    // One that connects to a paused sandbox resumes it, which moves it to the head of the lists.
    else if (name === "resume" || (name === "connect" && !isRunning)) isGrown = true;
    // "timeout" may be a new deadline as well as one that has passed.
    else if (entry) unclear.push(id);
  }
  for (const id of failed) if (!last.has(id) && entries.has(id)) unclear.push(id);
  return { gone, paused, unclear, isGrown };
}
