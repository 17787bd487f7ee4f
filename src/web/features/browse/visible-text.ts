import { markInvisible } from "#query/mark-invisible.ts";

/** No cell shows more of a key or value; the whole stands in the details. */
const LONGEST = 60;

/** A key or value as it is shown: nothing, and space at an end, would not be seen without quotes. */
export function visibleText(text: string): string {
  const shown = markInvisible(text.slice(0, LONGEST));
  return text === "" || text !== text.trim() ? `"${shown}"` : shown;
}
