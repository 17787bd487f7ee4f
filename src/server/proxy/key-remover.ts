import type { Secret } from "../secret.ts";

/** Shorter keys are not searched for: they would be found in ordinary words. */
const KEY_MIN_LENGTH = 8;
const IN_ITS_PLACE = "[key removed]";

/**
 * Makes what takes a key out of a text, also where JSON spells characters of it as escapes: many encoders do so with `/` or `+`
 * unasked.
 */
export function keyRemover(key: Pick<Secret, "reveal">): (text: string) => string {
  const value = key.reveal();
  if (value.length < KEY_MIN_LENGTH) return (text) => text;
  const spellings = new RegExp(Array.from(value, spellingsOf).join(""), "g");
  return (text) =>
    text.includes("\\") ? text.replace(spellings, IN_ITS_PLACE) : text.replaceAll(value, IN_ITS_PLACE);
}

/** A pattern for one character of a key, which is printable ASCII. */
function spellingsOf(character: string): string {
  const code = character.charCodeAt(0).toString(16);
  const anyCase = code.replace(/[a-f]/, (digit) => `[${digit}${digit.toUpperCase()}]`);
  const plain = `\\x${code}`;
  const escaped = /["\\/]/.test(character) ? String.raw`\\?${plain}` : plain;
  // The longest first: a key that ends with a backslash must not leave the rest of its escape behind.
  return String.raw`(?:\\u00${anyCase}|${escaped})`;
}
