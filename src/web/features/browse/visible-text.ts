/** No cell shows more of a key or value; the whole stands in the details. */
const LONGEST = 60;

/** A key or value as it is shown: nothing, and space at an end, would not be seen without quotes. */
export const visibleText = (text: string): string =>
  text === "" || text !== text.trim() ? `"${text.slice(0, LONGEST)}"` : text.slice(0, LONGEST);
