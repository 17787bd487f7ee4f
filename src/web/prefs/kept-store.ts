import { createStore, type ReadableStore } from "#web/lib/store.ts";

/** Where a change went: into the browser's storage, or only into this page, as the storage is full or closed to it. */
export type Kept = "kept" | "full" | "closed";

export interface KeptStore<T> extends ReadableStore<T> {
  /** Applies a change to what is kept now, also by other tabs, and keeps it. What cannot be kept lasts as long as the page. */
  readonly change: (change: (value: T) => T) => Kept;
}

/** The part of the browser that remembers, and tells when another tab changed what is remembered. */
export interface Memory {
  readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined;
  readonly browser: {
    readonly addEventListener: (
      type: "storage",
      listener: (event: Pick<StorageEvent, "key">) => void,
    ) => void;
  };
}

interface Format<T> {
  /** The name it has in the storage. */
  readonly place: string;
  /** Gives a value for any text: it may be of another version, or broken. */
  readonly read: (text: string | null) => T;
  /** `undefined` where nothing is left to keep. */
  readonly write: (value: T) => string | undefined;
}

/** A value kept in the browser, the same in all tabs. */
export function createKeptStore<T>({ storage, browser }: Memory, format: Format<T>): KeptStore<T> {
  const { place, read, write } = format;
  let lastText = textAt();
  const store = createStore(read(lastText));
  /** Whether the page knows more than the storage could take. */
  let isAhead = false;

  /** Reading may be refused at any time, by the browser's settings. */
  function textAt(): string | null {
    try {
      return storage?.getItem(place) ?? null;
    } catch {
      return null;
    }
  }
  function catchUp(): void {
    const text = textAt();
    if (isAhead || text === lastText) return;
    lastText = text;
    store.set(read(text));
  }
  function keep(value: T): Kept {
    if (!storage) return "closed";
    const text = write(value) ?? null;
    try {
      if (text === null) storage.removeItem(place);
      else storage.setItem(place, text);
    } catch (error) {
      return error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "closed";
    }
    lastText = text;
    return "kept";
  }

  browser.addEventListener("storage", ({ key }) => {
    if (key === place || key === null) catchUp();
  });
  return {
    get: store.get,
    subscribe: store.subscribe,
    change: (change) => {
      catchUp();
      const value = change(store.get());
      const kept = keep(value);
      isAhead = kept !== "kept";
      store.set(value);
      return kept;
    },
  };
}
