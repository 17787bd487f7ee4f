import { codeNotes } from "./code-notes.ts";
import { commentText, type CodeLanguage, type CodeTarget } from "./code-text.ts";
import { curlListCode } from "./list-code-curl.ts";
import { jsListCode } from "./list-code-js.ts";
import { pythonListCode } from "./list-code-python.ts";
import { listCode } from "./list-code.ts";
import type { Plan } from "./plan.ts";

/**
 * A plan as a program that lists what the plan's requests list, and says in comments what it does not filter by. The key stands as its
 * variable, values that are masked on screen as placeholders. Text is quoted so that nothing in it can act as code.
 */
export function asCode(plan: Plan, language: CodeLanguage, target: CodeTarget): string {
  const { writer, comment, hiddenHint, isByHand } = languages[language];
  if (plan.kind === "impossible")
    return `${comment} ${commentText(plan.why)}.\n${comment} There is nothing to ask the server for.\n`;
  const code = listCode(plan.lists, target, isByHand);
  return writer(code, codeNotes(plan, code, hiddenHint), target);
}

/** `isByHand`: requests are written out, so that what the API can is not limited by an SDK. */
const languages = {
  js: { writer: jsListCode, comment: "//", hiddenHint: ": set it in the environment.", isByHand: false },
  python: {
    writer: pythonListCode,
    comment: "#",
    hiddenHint: ": set it in the environment.",
    isByHand: false,
  },
  curl: {
    writer: curlListCode,
    comment: "#",
    hiddenHint: ": put it in its place, percent-encoded three times (a template once).",
    isByHand: true,
  },
} as const;
