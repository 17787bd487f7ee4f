import type { ReadableStore } from "#web/lib/store.ts";
import type { CountsBeat } from "./counts-beat.ts";
import { isScanning, type FleetSnapshot } from "./snapshot.ts";

/** What is shown of a scan that goes on counts further, and nothing else of it is another. */
const countsOn = (before: FleetSnapshot, now: FleetSnapshot): boolean =>
  isScanning(before) &&
  isScanning(now) &&
  before.plan === now.plan &&
  before.matching > 0 === now.matching > 0;

/** A fleet's snapshot, of which the counts go on with the beat while a scan does; whatever else happens comes at once. */
export function createSteadySnapshot(
  fleet: ReadableStore<FleetSnapshot>,
  beat: CountsBeat,
): ReadableStore<FleetSnapshot> {
  const listeners = new Set<() => void>();
  let shown = fleet.get();
  let cancel: (() => void) | undefined;
  let stop = (): void => undefined;

  function show(): void {
    cancel?.();
    cancel = undefined;
    shown = fleet.get();
    for (const listener of [...listeners]) listener();
  }

  function follow(): void {
    if (countsOn(shown, fleet.get())) cancel ??= beat.next(show);
    else show();
  }

  return {
    get: () => {
      // What happened while nobody followed it.
      if (listeners.size === 0) shown = fleet.get();
      return shown;
    },
    subscribe: (listener) => {
      if (listeners.size === 0) {
        // What happened since it was drawn: once it is followed, that would be caught up with only by what happens next.
        shown = fleet.get();
        stop = fleet.subscribe(follow);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop();
        cancel?.();
        cancel = undefined;
      };
    },
  };
}
