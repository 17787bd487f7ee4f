import type { Template } from "#contract/account.ts";

/** The names of templates beyond those that rows carry (contract 4.3), read once somebody needs them. */
export interface TemplateNames {
  /** The id of the template with this name, id or alias, as far as the list is here and has it. */
  readonly idOf: (name: string) => string | undefined;
  /** The list is on its way. */
  readonly isLoading: () => boolean;
  /** Has the list read, unless it was. One that could not be had is tried again the next time. */
  readonly want: () => void;
  /** Calls back when the list has come, or could not be had, until the returned function is called. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** `load` reads the list, or rejects. */
export function createTemplateNames(load: () => Promise<readonly Template[]>): TemplateNames {
  const ids = new Map<string, string>();
  const listeners = new Set<() => void>();
  let state: "unread" | "loading" | "read" = "unread";

  function finish(templates: readonly Template[] | undefined): void {
    state = templates ? "read" : "unread";
    for (const { templateID, aliases, names } of templates ?? [])
      for (const name of [templateID, ...(aliases ?? []), ...(names ?? [])]) ids.set(name, templateID);
    for (const listener of [...listeners]) listener();
  }

  return {
    idOf: (name) => ids.get(name),
    isLoading: () => state === "loading",
    want: () => {
      if (state !== "unread") return;
      state = "loading";
      // Without the list, names are compared as they stand.
      void load().then(finish, () => finish(undefined));
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
