import type { Memory } from "../kept-store.ts";

interface FakeMemory extends Memory {
  readonly texts: Map<string, string>;
  /** Another tab writes: the text is there, and this page is told. */
  readonly writeElsewhere: (place: string, text: string | null) => void;
  /** What setting throws from now on. */
  readonly refuse: (error: Error | undefined) => void;
}

/** A browser's storage, with the events that other tabs cause. */
export function createFakeMemory(initial: Readonly<Record<string, string>> = {}): FakeMemory {
  const texts = new Map(Object.entries(initial));
  const listeners = new Set<(event: { readonly key: string | null }) => void>();
  let refusal: Error | undefined;
  return {
    texts,
    storage: {
      getItem: (place) => texts.get(place) ?? null,
      setItem: (place, text) => {
        if (refusal) throw refusal;
        texts.set(place, text);
      },
      removeItem: (place) => void texts.delete(place),
    },
    browser: { addEventListener: (_type, listener) => void listeners.add(listener) },
    writeElsewhere: (place, text) => {
      if (text === null) texts.delete(place);
      else texts.set(place, text);
      for (const listener of listeners) listener({ key: place });
    },
    refuse: (error) => {
      refusal = error;
    },
  };
}
