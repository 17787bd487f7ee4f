/** What stands on screen with the first row; the other words of views come with what says them. */
export const viewsBarStrings = {
  builtIn: {
    all: "All sandboxes",
    running: "Running",
    paused: "Paused",
    ending: "Ending soon",
    old: "Older than a day",
    unowned: "Without an owner",
  },
  button: (name: string | undefined, isChanged: boolean) =>
    name === undefined ? "Views" : `View: ${name}${isChanged ? ", changed" : ""}`,
  everything: "all sandboxes",

  offer: "This link holds a view.",
  offerSave: (name: string) => `Save view “${name}”`,
  offerDismiss: "Do not save this view",
} as const;
