import { formatCount } from "#web/lib/plural.ts";
import type { Theme } from "#web/lib/theme.ts";

const kinds = {
  local: "Local engine",
  novita: "Novita",
  e2b: "E2B",
} as const;

const themeNames: Readonly<Record<Theme, string>> = {
  system: "the system's",
  light: "light",
  dark: "dark",
};

export const barStrings = {
  product: "Sandbar",
  kind: (kind: keyof typeof kinds) => kinds[kind],
  upstream: (kind: keyof typeof kinds, url: string, reason: string) =>
    `${kinds[kind]} at ${url}. Chosen because ${reason}.`,
  upstreamButton: "Upstream: ",
  connecting: "Asking the server…",
  noServer: "No server",
  demo: "demo data",
  demoHint: "The sample fleet, made on this machine. npm start -- --reset empties the local engine.",
  readOnly: "read-only",
  readOnlyHint: "This console was started with SANDBAR_READ_ONLY: it looks and changes nothing.",
  quota: (used: number, limit: number) => `${formatCount(used)} of ${formatCount(limit)}`,
  quotaUnit: " running",
  quotaHint: "Sandboxes that run now, of those the account may run at once.",
  age: (age: string) => `${age} ago`,
  neverRead: "not read yet",
  refresh: "Refresh now",
  interval: "Refresh interval",
  intervalChoice: (seconds: number) => (seconds === 0 ? "Off" : `${seconds} s`),
  theme: (theme: Theme, next: Theme) => `Theme: ${themeNames[theme]}. Change to ${themeNames[next]}`,
  help: "Help: filter and keys",
} as const;
