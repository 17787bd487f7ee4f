import { useSyncExternalStore } from "react";
import type { ReadableStore } from "./store.ts";

/** A store's value in a component, which renders again when it changes. */
export const useStore = <T>(store: ReadableStore<T>): T => useSyncExternalStore(store.subscribe, store.get);
