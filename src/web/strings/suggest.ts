import { formatShare } from "#web/lib/format-share.ts";
import { formatCount } from "#web/lib/plural.ts";

/** The list under the filter's field. */
export const suggestStrings = {
  list: "Suggestions",
  recentsList: "Saved views and recent filters",
  fields: "Fields",
  fieldWords: {
    state: "running, paused, …",
    template: "its id or alias",
    id: "the sandbox's own",
    age: "time since its start",
    started: "a date, or a time ago",
    ends: "time until its deadline",
    cpu: "processors",
    mem: "memory",
    disk: "disk",
    envd: "version inside",
  },
  existsWords: "has the key, whatever the value",
  keys: "Metadata keys",
  share: formatShare,
  operators: "Operators",
  values: (subject: string) => `Values of ${subject}`,
  count: (count: number | undefined) => (count === undefined ? undefined : formatCount(count)),
  recent: "Used before",
  server: "Not seen yet",
  askServer: (shown: string) => `Ask the server for ${shown}`,
  search: "Free text",
  searchFor: (text: string) => `Search for ${text}`,
  views: "Views",
  queries: "Recent filters",
  always: "Always there",
  allSandboxes: "All sandboxes",
  countedIn: (rows: number) => `Counted in the ${formatCount(rows)} loaded.`,
  countedUnder: (rows: number) =>
    `Counted in the ${formatCount(rows)} loaded; values where the other conditions hold.`,

  meant: {
    "key-as-field": (shown: string) => `${shown} is searched for as text.`,
    "field-as-key": (shown: string) => `${shown} asks for a metadata key, which no loaded sandbox has.`,
    "small-word": (shown: string) => `“${shown}” is searched for as text: words that join are in capitals.`,
  },
  instead: (shown: string) => `Use ${shown} instead`,
  usedInstead: (shown: string) => `Filter changed to ${shown}`,
} as const;
