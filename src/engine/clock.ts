/** Where the engine gets its time from. All times are whole microseconds since 1970 (UTC). */
export interface Clock {
  now(): number;
  /** Calls back once at `atMicros` or soon after; the function returned calls it off. */
  callAt(atMicros: number, callback: () => void): () => void;
}

/** The longest wait that `setTimeout` takes; longer ones are waited for in pieces. */
const LONGEST_WAIT_MILLIS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now() * 1000,
  callAt(atMicros, callback) {
    let timer: NodeJS.Timeout;
    const wait = (): void => {
      const millis = Math.max(0, Math.ceil((atMicros - systemClock.now()) / 1000));
      if (millis <= LONGEST_WAIT_MILLIS) timer = setTimeout(callback, millis);
      else timer = setTimeout(wait, LONGEST_WAIT_MILLIS);
      timer.unref();
    };
    wait();
    return () => clearTimeout(timer);
  },
};

export const MICROS_PER_SECOND = 1_000_000;
