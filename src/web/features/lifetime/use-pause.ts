import { useToasts } from "#web/design/toasts.tsx";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { pauseStrings } from "#web/strings/pause.ts";

/** Pauses a sandbox at once, since it can be resumed, and says what came of it. A failure's reason also stays on its row. */
export function usePause(): (sandbox: { readonly sandboxID: string }) => Promise<void> {
  const { control } = useFleetServices();
  const toasts = useToasts();
  return async ({ sandboxID }) => {
    const outcome = await control.pause(sandboxID);
    if (outcome.ok) toasts.announce(pauseStrings.paused(sandboxID));
    else toasts.show({ tone: "danger", text: pauseStrings.notPaused(sandboxID, outcome.error.message) });
  };
}
