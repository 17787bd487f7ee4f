import type { ReadableStore } from "./store.ts";

const made = new Map<string, ReadableStore<boolean>>();

/** Whether a media query holds, as it changes. The same store for the same query, so that who follows it subscribes once. */
export function mediaStore(query: string): ReadableStore<boolean> {
  const known = made.get(query);
  if (known) return known;
  const store: ReadableStore<boolean> = {
    get: () => matchMedia(query).matches,
    subscribe: (listener) => {
      const list = matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
  };
  made.set(query, store);
  return store;
}
