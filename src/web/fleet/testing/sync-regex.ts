import type { RegexService } from "../regex-service.ts";

/** Answers at once, in the page's own thread: for patterns that a test chose. */
export interface SyncRegex extends Pick<RegexService, "test" | "tooSlow" | "isMissing" | "subscribe"> {
  /** Answers nothing until told otherwise, which it then tells of. */
  readonly hold: (held: boolean) => void;
  /** Its script does not arrive. */
  readonly lose: () => void;
  /** Gives a pattern up. */
  readonly giveUp: (pattern: string) => void;
}

export function createSyncRegex(): SyncRegex {
  const listeners = new Set<() => void>();
  const slow = new Set<string>();
  let isHeld = false;
  let isMissing = false;
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  return {
    test: (pattern, value) =>
      isHeld || slow.has(pattern) ? undefined : new RegExp(pattern, "u").test(value),
    isMissing: () => isMissing,
    tooSlow: (pattern) => slow.has(pattern),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hold: (held) => {
      isHeld = held;
      tell();
    },
    lose: () => {
      isMissing = true;
      isHeld = true;
      tell();
    },
    giveUp: (pattern) => {
      slow.add(pattern);
      tell();
    },
  };
}
