import { stringEnd } from "./term.ts";

export const isSpaceAt = (text: string, index: number): boolean =>
  index < text.length && /\s/.test(text.charAt(index));

/**
 * Where the word that begins at `start` ends: at the first space outside of quotes and parentheses and, inside a group, at the parenthesis that
 * closes it. A quote that never closes takes the rest of the text.
 */
export function endOfWord(text: string, start: number, isInGroup: boolean): number {
  let open = 0;
  let index = start;
  while (index < text.length) {
    const char = text.charAt(index);
    if (open === 0 && /\s/.test(char)) return index;
    if (char === "(") open += 1;
    else if (char === ")") {
      if (open === 0 && isInGroup) return index;
      open = Math.max(0, open - 1);
    }
    index = char === '"' ? (stringEnd(text, index) ?? text.length) : index + 1;
  }
  return text.length;
}

/** Where a quote opens in `text.slice(start, end)` that never closes. */
export function unclosedQuote(text: string, start: number, end: number): number | undefined {
  for (let index = start; index < end;) {
    if (text.charAt(index) !== '"') {
      index += 1;
      continue;
    }
    const close = stringEnd(text, index);
    if (close === undefined) return index;
    index = close;
  }
  return undefined;
}
