import * as v from "valibot";
import type { Metadata } from "#contract/metadata.ts";
import { isSecret } from "#contract/secret.ts";
import type { ReadableStore } from "#web/lib/store.ts";
import { createKeptStore, type Memory } from "./kept-store.ts";

const MOST_KEYS = 50;
const MOST_VALUES = 10;
/** Longer values are no choice from a list. */
const LONGEST = 1_024;

const recentsSchema = v.object({
  version: v.literal(1),
  keys: v.array(v.object({ key: v.string(), values: v.array(v.string()) })),
});

/** Metadata keys used in this browser, the last one first, each with the values given to it, the last one first. */
export type Recents = v.InferOutput<typeof recentsSchema>;

const none: Recents = { version: 1, keys: [] };

export interface RecentsStore extends ReadableStore<Recents> {
  /** Remembers pairs that were used. Values that are masked on screen are never remembered, nor is anything very long. */
  readonly use: (pairs: Metadata) => void;
  readonly clear: () => void;
}

/** What was used with one upstream, kept in the browser. What cannot be read is forgotten; what cannot be written lasts as long as the page. */
export function createRecents(memory: Memory, upstream: string): RecentsStore {
  const store = createKeptStore(memory, {
    place: `sandbar:recents:${upstream}`,
    read: readRecents,
    write: (recents) => (recents.keys.length === 0 ? undefined : JSON.stringify(recents)),
  });
  return {
    get: store.get,
    subscribe: store.subscribe,
    use: (pairs) => void store.change((recents) => pairs.reduce(withPair, recents)),
    clear: () => void store.change(() => none),
  };
}

function withPair(recents: Recents, [key, value]: readonly [string, string]): Recents {
  if (key === "" || key.length > LONGEST) return recents;
  const known = recents.keys.find((entry) => entry.key === key)?.values ?? [];
  const keeps = value !== "" && value.length <= LONGEST && !isSecret(key, value);
  const values = keeps ? [value, ...known.filter((other) => other !== value)].slice(0, MOST_VALUES) : known;
  const others = recents.keys.filter((entry) => entry.key !== key);
  return { version: 1, keys: [{ key, values }, ...others].slice(0, MOST_KEYS) };
}

function readRecents(text: string | null): Recents {
  if (text === null) return none;
  try {
    const parsed = v.safeParse(recentsSchema, JSON.parse(text));
    return parsed.success ? parsed.output : none;
  } catch {
    return none;
  }
}
