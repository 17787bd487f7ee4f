import * as v from "valibot";
import { createStore, type ReadableStore } from "#web/lib/store.ts";
import { THEME_KEY, applyTheme, isTheme, type Theme } from "#web/lib/theme.ts";
import { facetFoldsSchema } from "./facet-folds.ts";

/** Seconds between two refreshes; 0 is off. */
export const refreshChoices = [5, 10, 30, 60, 0] as const;

/** Heights of the table's rows, the lowest first. */
export const densities = ["compact", "regular", "roomy"] as const;
export type Density = (typeof densities)[number];

const prefsSchema = v.object({
  version: v.literal(1),
  refreshSeconds: v.fallback(v.picklist(refreshChoices), 10),
  density: v.fallback(v.picklist(densities), "regular"),
  /** Whether keys work on their own anywhere on the page: `/` goes to the filter. Speech input may press them by mistake. */
  singleKeys: v.fallback(v.boolean(), true),
  /** The columns chosen last, as `cols` in the URL; absent: none chosen. */
  columns: v.fallback(v.optional(v.string()), undefined),
  /** Whether the facets stand beside the table; absent: where there is much room. */
  facets: v.fallback(v.optional(v.boolean()), undefined),
  facetFolds: v.fallback(v.optional(facetFoldsSchema), undefined),
});

/** What this browser remembers for one upstream. */
export type Prefs = v.InferOutput<typeof prefsSchema>;

const defaults: Prefs = {
  version: 1,
  refreshSeconds: 10,
  density: "regular",
  singleKeys: true,
  columns: undefined,
};

/** The part of the browser's storage used here. */
type TextStorage = Pick<Storage, "getItem" | "setItem">;

export interface PrefsStore extends ReadableStore<Prefs> {
  readonly update: (change: Partial<Omit<Prefs, "version">>) => void;
}

/** Preferences of one upstream, kept in the browser. What cannot be read is the default; what cannot be written lasts as long as the page. */
export function createPrefs(storage: TextStorage | undefined, upstream: string): PrefsStore {
  const key = `sandbar:prefs:${upstream}`;
  const store = createStore(readPrefs(storage?.getItem(key) ?? null));
  return {
    get: store.get,
    subscribe: store.subscribe,
    update: (change) => {
      store.set({ ...store.get(), ...change });
      keep(storage, key, JSON.stringify(store.get()));
    },
  };
}

function keep(storage: TextStorage | undefined, key: string, text: string): void {
  try {
    storage?.setItem(key, text);
  } catch {
    // Full, or closed to this page. The choice holds until the page is left, which is all that can be done.
  }
}

function readPrefs(text: string | null): Prefs {
  if (text === null) return defaults;
  try {
    const parsed = v.safeParse(prefsSchema, JSON.parse(text));
    return parsed.success ? parsed.output : defaults;
  } catch {
    return defaults;
  }
}

export interface ThemeStore extends ReadableStore<Theme> {
  readonly set: (theme: Theme) => void;
}

/** The theme, for all upstreams. Choosing one puts it on the document at once. */
export function createTheme(
  storage: TextStorage | undefined,
  root: Pick<HTMLElement, "dataset">,
): ThemeStore {
  const kept = storage?.getItem(THEME_KEY);
  const store = createStore<Theme>(isTheme(kept) ? kept : "system");
  return {
    get: store.get,
    subscribe: store.subscribe,
    set: (theme) => {
      store.set(theme);
      applyTheme(root, theme);
      keep(storage, THEME_KEY, theme);
    },
  };
}

/** The browser's storage, or nothing where its settings forbid it. */
export function browserStorage(browser: Pick<Window, "localStorage">): Storage | undefined {
  try {
    return browser.localStorage;
  } catch {
    return undefined;
  }
}
