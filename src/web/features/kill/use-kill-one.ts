import { useToasts } from "#web/design/toasts.tsx";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { killStrings } from "#web/strings/kill.ts";

interface KillOne {
  readonly kill: () => Promise<void>;
  readonly pause: () => Promise<void>;
}

/** Kills or pauses one sandbox and says what came of it. The fleet marks its row meanwhile, and keeps a failure's reason on it. */
export function useKillOne(id: string): KillOne {
  const { control, selection } = useFleetServices();
  const toasts = useToasts();
  return {
    kill: async () => {
      const outcome = await control.kill(id);
      if (!outcome.ok) {
        toasts.show({ tone: "danger", text: killStrings.notKilled(id, outcome.error.message) });
        return;
      }
      if (selection.get().has(id)) selection.remove([id]);
      if (outcome.value === "already-gone") toasts.show({ tone: "info", text: killStrings.alreadyGone(id) });
      else toasts.announce(killStrings.killed(id));
    },
    pause: async () => {
      const outcome = await control.pause(id);
      if (outcome.ok) toasts.announce(killStrings.paused(id));
      else toasts.show({ tone: "danger", text: killStrings.notPaused(id, outcome.error.message) });
    },
  };
}
