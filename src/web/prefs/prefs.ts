import * as v from "valibot";
import type { ReadableStore } from "#web/lib/store.ts";
import { THEME_KEY, applyTheme, isTheme, type Theme } from "#web/lib/theme.ts";
import { facetFoldsSchema } from "./facet-folds.ts";
import { createKeptStore, type Memory } from "./kept-store.ts";

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

type Change = Partial<Omit<Prefs, "version">>;

export interface PrefsStore extends ReadableStore<Prefs> {
  /** Changes what is given and leaves the rest, also what another tab chose meanwhile. */
  readonly update: (change: Change | ((prefs: Prefs) => Change)) => void;
}

/** Preferences of one upstream, the same in all tabs. What cannot be read is the default; what cannot be written lasts as long as the page. */
export function createPrefs(memory: Memory, upstream: string): PrefsStore {
  const store = createKeptStore(memory, {
    place: `sandbar:prefs:${upstream}`,
    read: readPrefs,
    write: (prefs) => JSON.stringify(prefs),
  });
  return {
    get: store.get,
    subscribe: store.subscribe,
    update: (change) =>
      void store.change((prefs) => ({
        ...prefs,
        ...(typeof change === "function" ? change(prefs) : change),
      })),
  };
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

/**
 * The columns this page shows unless its URL names others. Those that another tab chooses are for the pages that open from then on: no table changes
 * under the eyes of who looks at it.
 */
export function pageColumns(prefs: PrefsStore) {
  let { columns } = prefs.get();
  return {
    get: () => columns,
    set: (chosen: string | undefined) => {
      columns = chosen;
      prefs.update({ columns });
    },
  };
}

export interface ThemeStore extends ReadableStore<Theme> {
  readonly set: (theme: Theme) => void;
}

/** The theme, for all upstreams and in all tabs. Choosing one puts it on the document at once. */
export function createTheme(memory: Memory, root: Pick<HTMLElement, "dataset">): ThemeStore {
  const store = createKeptStore<Theme>(memory, {
    place: THEME_KEY,
    read: (text) => (isTheme(text) ? text : "system"),
    write: (theme) => theme,
  });
  store.subscribe(() => applyTheme(root, store.get()));
  return { get: store.get, subscribe: store.subscribe, set: (theme) => void store.change(() => theme) };
}

/** The browser's storage, or nothing where its settings forbid it. */
export function browserStorage(browser: Pick<Window, "localStorage">): Storage | undefined {
  try {
    return browser.localStorage;
  } catch {
    return undefined;
  }
}
