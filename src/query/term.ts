/**
 * The words of the language: a key or a value is bare, or a string in quotes. What is bare is narrower than today's subset needs, so
 * that a text keeps its meaning when the language grows: no operator, group or list can be read into a bare word.
 */
export const isBareKey = (word: string): boolean => word !== "" && !/^-|[\s"=<>!^$*~:(),]/.test(word);
/** Inside a value operators are plain text (`next=a=b`, `image=node:20`); at its start they would be another operator (`k=~v`). */
export const isBareValue = (word: string): boolean => word !== "" && !/^[=<>!^$*~]|[\s"(),]/.test(word);

/** A key as it is written: bare, or in quotes with `"` and `\` escaped. */
export const keyTerm = (key: string): string => (isBareKey(key) ? key : quoted(key));
/** A value as it is written. */
export const valueTerm = (value: string): string => (isBareValue(value) ? value : quoted(value));

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;

/** The text of a bare word or of a complete string in quotes, in which a backslash takes the next character as it is. */
export const termText = (word: string): string =>
  word.startsWith('"') ? word.slice(1, -1).replaceAll(/\\([\s\S])/g, "$1") : word;

/** Where the string that opens at `start` closes: the index behind its quote, or `undefined` when it never does. */
export function stringEnd(text: string, start: number): number | undefined {
  for (let index = start + 1; index < text.length; index += 1) {
    if (text[index] === "\\") index += 1;
    else if (text[index] === '"') return index + 1;
  }
  return undefined;
}
