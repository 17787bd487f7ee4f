import { formatCount } from "#web/lib/plural.ts";

export const designStrings = {
  copied: "Copied",
  copyRefused: "The browser did not allow copying. Select the text and copy it by hand.",
  close: "Close",
  dismiss: (text: string) => `Dismiss: ${text}`,
  notifications: "Notifications",
  overlays: "Overlays",
  emptyText: "(empty)",
  moreSuggestions: (count: number) => `${formatCount(count)} more: type to narrow.`,
  partMissing: "This part of the page could not be loaded. The server may have been updated or stopped.",
  reload: "Reload the page",
} as const;
