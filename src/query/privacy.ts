import { isSecret } from "#contract/secret.ts";
import { simpleConditions, type Condition, type SimpleCondition } from "./ast.ts";

/** Whether a condition, or a part of it, asks for a value that is masked on screen. */
export const isPrivate = (condition: Condition): boolean => simpleConditions(condition).some(asksForSecret);

/** What parts words, besides operators. */
const BETWEEN = /[\s"(),]+/;
/** What parts values: besides those, quotes and escapes of a shell or a program that were pasted along. */
const BETWEEN_VALUES = /[\s"'\\(),]+/;
/** How much of what follows an operator is looked at. */
const VALUE_HEAD = 200;

/**
 * Whether a text that could not be read, or a part of it, may ask for a value that is masked on screen. Nothing is known of its form, so
 * whatever follows an operator may be a value of what stands before it, and any word may be a value of its own.
 */
export function mayBePrivate(text: string): boolean {
  if (text.split(BETWEEN_VALUES).some((word) => isSecret("", word.replace(/^[-!]+/, "")))) return true;
  let key: string | undefined;
  for (const { 0: piece, index } of text.matchAll(/[=<>!^$*~:]+|[^=<>!^$*~:]+/g)) {
    if (!/^[=<>!^$*~:]/.test(piece)) key = lastKey(piece);
    else if (key !== undefined) {
      const end = index + piece.length;
      const value = text.slice(end, end + VALUE_HEAD).replace(/^[\s"'\\(]+/, "");
      if (isSecret(key, value) || isSecret(key, value.split(BETWEEN_VALUES, 1)[0] ?? "")) return true;
    }
  }
  return false;
}

/** The key that a text before an operator ends with: a string in quotes, with all that may be in it, or a word. */
const lastKey = (text: string): string =>
  /"\s*$/.test(text) ? text : (text.trimEnd().split(BETWEEN).at(-1) ?? "");

function asksForSecret(condition: SimpleCondition): boolean {
  if (condition.kind === "metadata") return condition.values.some((value) => isSecret(condition.key, value));
  if (condition.kind === "field") return condition.values.some((value) => isSecret(condition.name, value));
  return condition.kind === "words" && isSecret("", condition.text);
}
