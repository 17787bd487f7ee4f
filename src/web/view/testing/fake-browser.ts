import type { UrlHolder } from "../view-store.ts";

/** A window's history, as far as a URL goes. */
export function createFakeBrowser(search = "") {
  const entries = [search];
  const states: unknown[] = [null];
  let at = 0;
  const listeners = new Set<() => void>();
  const holder: UrlHolder = {
    location: {
      pathname: "/",
      get search() {
        return entries[at] ?? "";
      },
    },
    history: {
      get state(): unknown {
        return states[at];
      },
      pushState: (state, _unused, url) => {
        at += 1;
        entries.splice(at, entries.length, String(url).replace(/^\//, ""));
        states.splice(at, states.length, state);
      },
      replaceState: (state, _unused, url) => {
        if (url !== undefined) entries[at] = String(url).replace(/^\//, "");
        states[at] = state;
      },
    },
    addEventListener: (_type, listener) => void listeners.add(listener),
    removeEventListener: (_type, listener) => void listeners.delete(listener),
  };
  const go = (by: number) => {
    at += by;
    for (const listener of listeners) listener();
  };
  return { holder, entries, back: () => go(-1), forward: () => go(1), listeners };
}
