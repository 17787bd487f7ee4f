/** What stands on screen with the first row; the other words of facets come with their counts. */
export const facetsBarStrings = {
  panel: "Facets",
  skip: "Skip to the table",
  noCounts: "No counts",
} as const;
