import type { Query } from "#query/ast.ts";
import { conditionTest, type MatchContext } from "#query/match.ts";
import type { Clock } from "#web/lib/clock.ts";
import type { FleetRow } from "./row.ts";

export interface RecheckDependencies {
  /** What conditions are judged by at this moment. */
  readonly context: () => MatchContext;
  /** Calls back when what could not be told may be known, until the returned function is called. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A row as it was shown, and when, milliseconds since 1970. */
export interface Shown {
  readonly row: FleetRow;
  readonly at: number;
}

/** How long to wait for regular expressions still at work. */
const PATIENCE_MS = 10_000;

/**
 * Makes the question whether a sandbox no longer meets a condition that it met when it was shown. One the filter on screen hid was chosen by
 * another: what it did not meet then says nothing about it now. What cannot be told in time counts as left: better a sandbox too many alive.
 */
export function createRecheck(
  { context, subscribe }: RecheckDependencies,
  clock: Clock,
): (query: Query, shown: Shown, now: FleetRow) => Promise<boolean> {
  function judge({ conditions }: Query, shown: Shown, now: FleetRow): "left" | "stayed" | "unknown" {
    const present = context();
    let outcome: "stayed" | "unknown" = "stayed";
    for (const condition of conditions) {
      const didMeet = conditionTest(condition, { ...present, now: shown.at })(shown.row);
      const meets = conditionTest(condition, present)(now);
      if (didMeet === true && meets === false) return "left";
      if (didMeet !== false && meets !== true) outcome = "unknown";
    }
    return outcome;
  }

  return async (query, shown, now) => {
    const giveUpAt = clock.elapsed() + PATIENCE_MS;
    for (;;) {
      // Judging asks for what is not known; it must be asked again each time.
      const outcome = judge(query, shown, now);
      if (outcome !== "unknown") return outcome === "left";
      const left = giveUpAt - clock.elapsed();
      if (left <= 0) return true;
      await new Promise<void>((resolve) => {
        const stopWaiting = clock.after(left, done);
        const stopListening = subscribe(done);
        function done(): void {
          stopWaiting();
          stopListening();
          resolve();
        }
      });
    }
  };
}
