import { onDemand } from "#web/design/on-demand.ts";

/** Opened from the list of views and from the offer to save one. */
export const lateViewDialog = onDemand(async () => (await import("./view-dialog.tsx")).ViewDialog);
