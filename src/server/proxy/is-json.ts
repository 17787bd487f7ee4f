const STRING = String.raw`"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"`;
const SCALAR = String.raw`${STRING}|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null`;
const objectOf = (value: string): string =>
  String.raw`\{(?:${STRING}:(?:${value})(?:,${STRING}:(?:${value}))*)?\}`;
const arrayOf = (value: string): string => String.raw`\[(?:(?:${value})(?:,(?:${value}))*)?\]`;
const FLAT = `${SCALAR}|${objectOf(SCALAR)}|${arrayOf(SCALAR)}`;
/** One element of a list page: without spaces, and nested no deeper than a listed sandbox is. */
const ROW = new RegExp(objectOf(`${FLAT}|${arrayOf(FLAT)}`), "y");

/** Above this the regular expression's own stack could run out. */
const FAST_MAX_BYTES = 1024 * 1024;

/**
 * Whether a body is complete and JSON. A list page is checked by a grammar that the engine compiles to machine code, several times as
 * fast as building objects only to drop them. That grammar accepts nothing that is not JSON, and whatever it does not accept is for
 * `JSON.parse` to decide.
 * @param text the body, every byte one character: above ASCII bytes mean something inside strings only, where all are allowed
 */
export function isJson(body: Buffer, text: string): boolean {
  return isCompactList(text) || isParsed(body);
}

function isCompactList(text: string): boolean {
  if (text.length > FAST_MAX_BYTES || !text.startsWith("[{")) return false;
  for (let at = 1; ; at += 1) {
    ROW.lastIndex = at;
    if (!ROW.test(text)) return false;
    at = ROW.lastIndex;
    if (text[at] === "]") return /^[ \t\r\n]*$/.test(text.slice(at + 1));
    if (text[at] !== ",") return false;
  }
}

function isParsed(body: Buffer): boolean {
  try {
    JSON.parse(body.toString());
    return true;
  } catch {
    return false;
  }
}
