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
  /** Paused, and in none of the lists: those of paused ones may have more than is known. */
  readonly pausedElsewhere: boolean;
  /** Some started: lists have grown. */
  readonly isGrown: boolean;
}

/** What the events of one sandbox come to, in the order they happened. */
interface Story {
  readonly end: "gone" | "paused" | "running" | undefined;
  /** It was created, or started again, which moves it to the head of the lists. */
  readonly isCreated: boolean;
  readonly isResumed: boolean;
  /** Something else happened to it. */
  readonly isUnclear: boolean;
}

const untold: Story = { end: undefined, isCreated: false, isResumed: false, isUnclear: false };

function goneOn(story: Story, { eventName, state }: LifecycleEvent): Story {
  if (story.end === "gone") return story;
  // One that did not succeed may have done anything.
  if (!/^(success)?$/i.test(state ?? "")) return { ...story, isUnclear: true };
  switch (eventName) {
    case "delete":
      return { ...story, end: "gone" };
    case "pause":
      return { ...story, end: "paused" };
    case "create":
      return { ...story, end: "running", isCreated: true };
    case "resume":
      return { ...story, end: "running", isResumed: true };
    case "connect":
      // Resumes what is paused; what runs may have got another deadline.
      return {
        ...story,
        isUnclear: true,
        ...(story.end === "paused" ? { end: "running", isResumed: true } : {}),
      };
    default:
      // "timeout" may be a new deadline as well as one that has passed.
      return { ...story, isUnclear: true };
  }
}

/** What is to be done about what happened. */
export function eventEffects(
  events: readonly LifecycleEvent[],
  entries: ReadonlyMap<string, Entry>,
): EventEffects {
  const stories = new Map<string, Story>();
  const connected = new Set<string>();
  for (const event of events) {
    const { sandboxID, eventName } = event;
    stories.set(sandboxID, goneOn(stories.get(sandboxID) ?? untold, event));
    if (eventName === "connect") connected.add(sandboxID);
  }
  const gone: string[] = [];
  const paused: Entry[] = [];
  const unclear: string[] = [];
  let isGrown = false;
  let pausedElsewhere = false;
  for (const [id, { end, isCreated, isResumed, isUnclear }] of stories) {
    const entry = entries.get(id);
    if (end === "gone") {
      if (entry) gone.push(id);
      continue;
    }
    const isListed = entry !== undefined && entry.places > 0;
    const isWoken = connected.has(id) && entry?.row.state !== "running";
    isGrown ||= (isCreated && !isListed) || isResumed || isWoken;
    if (end === "paused") {
      if (entry?.row.state === "running") paused.push(entry);
      pausedElsewhere ||= !isListed;
    } else if (isUnclear && entry && !isCreated && !isResumed) unclear.push(id);
  }
  return { gone, paused, unclear, isGrown, pausedElsewhere };
}

/**
 * What the first events that are read ask for. Most of them happened before what is known was read, others after: a kill is final either way,
 * and one that is told to be paused last and was read as running is read again.
 */
export const firstEffects = ({ gone, paused }: EventEffects): EventEffects => ({
  gone,
  paused: [],
  unclear: paused.map(({ id }) => id),
  pausedElsewhere: false,
  isGrown: false,
});
