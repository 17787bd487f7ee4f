import { isFieldName } from "./field-names.ts";

/** An operator where a key ends. */
export const OPERATOR = /(?:[!^$*]=|=~|!~|>=|<=|[=<>])/y;
/** What ends a bare key. */
const KEY_END = /[\s"=<>!^$*~:(),]/;

/** The words of the language: a key, a value or free text is bare, or a string in quotes. No operator, group or list is ever bare. */
export const isBareKey = (word: string): boolean => word !== "" && !/^-|[\s"=<>!^$*~:(),]/.test(word);
/** Inside a value operators are plain text (`next=a=b`, `image=node:20`); at its start they would be another operator (`k=~v`). */
export const isBareValue = (word: string): boolean => word !== "" && !/^[=<>!^$*~]|[\s"(),]/.test(word);

/**
 * Free text may hold what means something only behind a key (`https://host/a?b=c`, since `https` is no field), but nothing that a key, a
 * field, a group or a word of the language would be read from.
 */
export function isBareText(word: string): boolean {
  if (word === "" || /[\s"(),]/.test(word) || /^[-!]|^(?:AND|OR|NOT)$/.test(word)) return false;
  const end = word.search(KEY_END);
  if (end < 0) return true;
  OPERATOR.lastIndex = end;
  if (OPERATOR.test(word)) return false;
  const name = word.slice(0, end);
  return word[end] !== ":" || (name !== "has" && !isFieldName(name));
}

/** A key as it is written: bare, or in quotes with `"` and `\` escaped. */
export const keyTerm = (key: string): string => (isBareKey(key) ? key : quoted(key));
/** Regular expressions often start with what elsewhere is an operator (`path=~^/v1`), and behind `~` none can follow. */
export const isBarePattern = (word: string): boolean => word !== "" && !/[\s"(),]/.test(word);

/** A value as it is written, where it is a regular expression or not. */
export const valueTerm = (value: string, isPattern = false): string =>
  (isPattern ? isBarePattern(value) : isBareValue(value)) ? value : quoted(value);

/** Free text as it is written. */
export const textTerm = (text: string): string => (isBareText(text) ? text : quoted(text));

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
