import type { KnownState } from "#contract/states.ts";
import { fail, ok, type Result } from "#contract/result.ts";
import { MICROS_PER_SECOND } from "./clock.ts";

/** The part of a sandbox that time and commands change. Times in microseconds. */
export interface Life {
  readonly state: KnownState;
  readonly startedAt: number;
  /** When it times out; for a paused one, when it was paused (contract 3.1). */
  readonly endAt: number;
  readonly onTimeout: "kill" | "pause";
}

export type Command =
  | { readonly kind: "kill" }
  | { readonly kind: "pause" }
  /** Never shortens a running sandbox, resumes a paused one. */
  | { readonly kind: "connect"; readonly timeoutSeconds: number }
  | { readonly kind: "resume"; readonly timeoutSeconds: number }
  | { readonly kind: "timeout"; readonly timeoutSeconds: number }
  /** Only extends. */
  | { readonly kind: "refresh"; readonly timeoutSeconds: number };

/** What a command, or the deadline, does to a sandbox. `resume` is given its `startedAt` when it is recorded. */
export type Change =
  | { readonly kind: "end" }
  | { readonly kind: "pause"; readonly endAt: number }
  | { readonly kind: "resume"; readonly timeoutSeconds: number }
  | { readonly kind: "move-deadline"; readonly endAt: number };

/** Why a command does not apply, as an HTTP status (contract 6) and the rest of a sentence that begins with the sandbox. */
export interface Refusal {
  readonly status: 404 | 409;
  readonly words: string;
}

const isPaused = "is paused: connect to it to resume it";

/** What `command` does at `now` to a sandbox that exists, by the table of contract 6. */
export function decide(life: Life, command: Command, now: number): Result<Change, Refusal> {
  const running = life.state === "running";
  switch (command.kind) {
    case "kill":
      return ok({ kind: "end" });
    case "pause":
      return running ? ok({ kind: "pause", endAt: now }) : fail({ status: 409, words: "is paused already" });
    case "connect":
      return running
        ? ok({ kind: "move-deadline", endAt: Math.max(life.endAt, deadline(now, command)) })
        : ok({ kind: "resume", timeoutSeconds: command.timeoutSeconds });
    case "resume":
      return running
        ? fail({ status: 409, words: "is running already" })
        : ok({ kind: "resume", timeoutSeconds: command.timeoutSeconds });
    case "timeout":
      return running
        ? ok({ kind: "move-deadline", endAt: deadline(now, command) })
        : fail({ status: 404, words: isPaused });
    case "refresh":
      return running
        ? ok({ kind: "move-deadline", endAt: Math.max(life.endAt, deadline(now, command)) })
        : fail({ status: 404, words: isPaused });
  }
}

/** What the deadline does at `now`: nothing before it, and nothing to a paused sandbox, which has none. */
export function expire(life: Life, now: number): Change | undefined {
  if (life.state !== "running" || life.endAt > now) return undefined;
  return life.onTimeout === "kill" ? { kind: "end" } : { kind: "pause", endAt: life.endAt };
}

const deadline = (now: number, command: { readonly timeoutSeconds: number }): number =>
  now + command.timeoutSeconds * MICROS_PER_SECOND;
