import type { Clock } from "#web/lib/clock.ts";
import type { RegexService } from "./regex-service.ts";

/** How long after its script could not be had it is asked for again. */
const RETRY_MS = 5_000;

/** A regex service whose script is loaded with the first question: most queries hold no regular expression. */
export function createLazyRegex(load: () => Promise<RegexService>, clock: Clock): RegexService {
  const listeners = new Set<() => void>();
  let service: RegexService | undefined;
  let isAsked = false;
  let isClosed = false;

  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };

  function ask(): void {
    if (isAsked || isClosed) return;
    isAsked = true;
    load().then(
      (loaded) => arrived(loaded),
      () => void clock.after(RETRY_MS, askAgain),
    );
  }

  function arrived(loaded: RegexService): void {
    if (isClosed) loaded.close();
    else {
      service = loaded;
      service.subscribe(tell);
      tell();
    }
  }

  function askAgain(): void {
    isAsked = false;
    tell();
  }

  return {
    test: (pattern, value) => {
      if (service) return service.test(pattern, value);
      ask();
      return undefined;
    },
    tooSlow: (pattern) => service?.tooSlow(pattern) ?? false,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      isClosed = true;
      service?.close();
      listeners.clear();
    },
  };
}
