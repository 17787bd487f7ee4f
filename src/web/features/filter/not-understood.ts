import { MASK, isSecret } from "#contract/secret.ts";
import { cut } from "#query/cut.ts";
import type { QueryError } from "#query/problem.ts";
import { termText } from "#query/term.ts";

const SHOWN_LENGTH = 80;

/** A part of the filter's text that is not applied, as it may be shown. */
export interface NotUnderstood {
  readonly text: string;
  readonly why: string;
}

/** What of a text its errors are about, exactly as written but for values that look secret. */
export const notUnderstood = (text: string, errors: readonly QueryError[]): readonly NotUnderstood[] =>
  errors.map(({ start, end, message }) => ({ text: shownText(text.slice(start, end)), why: message }));

const CONDITION = /^([-!(]*(?:NOT\s+)?)("(?:[^"\\]|\\.)*"|[^\s"=<>!^$*~:(),]+)([=<>!^$*~:]+)(.*)$/s;

/** Whatever follows a key and an operator is judged as the key's value. */
function shownText(text: string): string {
  const parts = CONDITION.exec(text);
  if (!parts) return cut(text, SHOWN_LENGTH);
  const [, before = "", key = "", operator = "", value = ""] = parts;
  const isMasked = isSecret(termText(key), value.replace(/^["(]+/, ""));
  return cut(`${before}${key}${operator}${isMasked ? MASK : value}`, SHOWN_LENGTH);
}
