import { isSafeId } from "./sandbox-id.ts";

/** The states every upstream knows. Others exist (contract 3.3) and are shown as they came. */
export const knownStates = ["running", "paused"] as const;
export type KnownState = (typeof knownStates)[number];

/** What an operator can do to a sandbox that exists. */
export const actions = ["kill", "pause", "resume", "extend"] as const;
export type Action = (typeof actions)[number];

interface StateRule {
  /** The states in which the upstream accepts the action (contract 6); "any" includes states we do not know. */
  readonly states: readonly KnownState[] | "any";
  /** Why not, in words, for a sandbox in another state. */
  readonly otherwise: (state: string) => string;
}

export const stateRules: Readonly<Record<Action, StateRule>> = {
  kill: { states: "any", otherwise: (state) => `A sandbox that is ${state} cannot be killed` },
  pause: {
    states: ["running"],
    otherwise: (state) =>
      state === "paused"
        ? "It is paused already"
        : `Only a running sandbox can be paused; this one is ${state}`,
  },
  resume: {
    states: ["paused"],
    otherwise: (state) =>
      state === "running"
        ? "It is running already"
        : `Only a paused sandbox can be resumed; this one is ${state}`,
  },
  extend: {
    states: ["running"],
    otherwise: (state) =>
      state === "paused"
        ? "A paused sandbox has no deadline; resume it first"
        : `Only a running sandbox can be extended; this one is ${state}`,
  },
};

/** Why an action cannot be done to this sandbox, in words for a tooltip, or `undefined` when it can. */
export function refusal(
  action: Action,
  sandbox: { readonly sandboxID: string; readonly state: string },
): string | undefined {
  if (!isSafeId(sandbox.sandboxID)) return "Its id has characters that cannot be sent safely";
  const rule = stateRules[action];
  if (rule.states === "any" || rule.states.some((state) => state === sandbox.state)) return undefined;
  return rule.otherwise(sandbox.state);
}
