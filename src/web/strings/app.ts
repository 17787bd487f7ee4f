export const appStrings = {
  title: "Sandboxes",
  crashed: "Sandbar made a mistake",
  crashedHint: "Nothing was changed by this. Reload the page; if it happens again, report the lines below.",
  reload: "Reload the page",
  create: "Create sandbox",
  readOnly: "This console is read-only",
} as const;
