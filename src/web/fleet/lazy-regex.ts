import type { Clock } from "#web/lib/clock.ts";
import { scriptWaitMs } from "./backoff.ts";
import type { RegexService } from "./regex-service.ts";

/** A regex service whose script is loaded with the first question: most queries hold no regular expression. */
export function createLazyRegex(load: () => Promise<RegexService>, clock: Clock): RegexService {
  const listeners = new Set<() => void>();
  let service: RegexService | undefined;
  let failures = 0;
  let isAsked = false;
  let isClosed = false;

  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };

  function ask(): void {
    if (isAsked || isClosed) return;
    isAsked = true;
    load().then(arrived, failed);
  }

  function failed(): void {
    failures += 1;
    clock.after(scriptWaitMs(failures), askAgain);
    tell();
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
    isMissing: () => service?.isMissing() ?? failures > 0,
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
