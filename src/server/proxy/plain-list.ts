import { tokenNames } from "./tokens.ts";

const STRING = String.raw`"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"`;
const SCALAR = String.raw`${STRING}|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null`;
/** No escapes: one could spell a token's name. */
const KEY = String.raw`"(?!(?:${tokenNames.join("|")})")[^"\\\x00-\x1f]*"`;
const objectOf = (value: string): string => String.raw`\{(?:${KEY}:(?:${value})(?:,${KEY}:(?:${value}))*)?\}`;
const arrayOf = (value: string): string => String.raw`\[(?:(?:${value})(?:,(?:${value}))*)?\]`;
const FLAT_OBJECT = objectOf(SCALAR);
const ARRAY = arrayOf(`${SCALAR}|${FLAT_OBJECT}|${arrayOf(SCALAR)}`);
/**
 * One element of a list page: without spaces, and nested no deeper than a listed sandbox is. No text is an array in two ways, say as
 * one of scalars and as one of anything: a row with many of them, broken at its end, would be tried in every combination.
 */
const ROW = new RegExp(objectOf(`${SCALAR}|${FLAT_OBJECT}|${ARRAY}`), "y");

/** Above this the regular expression's own stack could run out. */
const MAX_LENGTH = 1024 * 1024;

/**
 * Whether a text is a list of objects in compact JSON, complete, without in-sandbox tokens. The grammar, which the engine compiles to
 * machine code, takes a fraction of the time that building objects only to drop them does. It accepts nothing that is not JSON; what
 * it does not accept may be JSON all the same.
 * @param text a body with every byte one character: above ASCII bytes mean something inside strings only, where all are allowed
 */
export function isPlainList(text: string): boolean {
  if (text.length > MAX_LENGTH || !text.startsWith("[{")) return false;
  for (let at = 1; ; at += 1) {
    ROW.lastIndex = at;
    if (!ROW.test(text)) return false;
    at = ROW.lastIndex;
    if (text[at] === "]") return /^[ \t\r\n]*$/.test(text.slice(at + 1));
    if (text[at] !== ",") return false;
  }
}
