/** A key or value as it is shown in words: nothing, and space at an end, would not be seen without quotes. */
const shown = (text: string): string => (text === "" || text !== text.trim() ? `"${text}"` : text);

/** The longest name of a key in a heading or a sentence; the whole stands in the tooltip. */
const LONGEST = 60;

export const columnStrings = {
  keyLabel: (key: string) => shown(key.length > LONGEST ? `${key.slice(0, LONGEST)}…` : key),
} as const;
