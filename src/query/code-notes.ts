import type { Condition } from "./ast.ts";
import { cut } from "./cut.ts";
import { commentText } from "./code-text.ts";
import type { ListCode } from "./list-code.ts";
import type { Plan } from "./plan.ts";
import { shownCondition } from "./print.ts";

type Lists = Extract<Plan, { kind: "lists" }>;

/** What a reader of the code must know, a comment's line each: who checks what, and what stands for hidden values. */
export function codeNotes(
  { pushed, inBrowser }: Lists,
  code: ListCode,
  hiddenHint: string,
): readonly string[] {
  const isChecked = ({ checked }: ListCode["lists"][number]) =>
    checked.template !== undefined || checked.startedAfter !== undefined;
  const byProgram = code.lists.some(isChecked) ? pushed.filter(needsNewSdk) : [];
  const byServer = pushed.filter((condition) => !byProgram.includes(condition));
  return [
    ...(byServer.length > 0 ? [`The server filters by: ${shown(byServer)}`] : []),
    ...(byProgram.length > 0
      ? [`This SDK has no parameter for it, so the program filters by: ${shown(byProgram)}`]
      : []),
    ...(code.sortsOldestFirst ? ["This SDK cannot ask for the oldest first, so the program sorts."] : []),
    ...(pushed.some(isAboutStart)
      ? ["Start times are sent as moments, ages to the minute: a little more may be listed."]
      : []),
    ...(inBrowser.length > 0
      ? [
          "NOT filtered by here, so this may list more than the console shows:",
          ...inBrowser.map(({ condition, why }) => `  ${shownCondition(condition)} (${why})`),
        ]
      : []),
    ...code.hidden.map(
      ({ variable, key }) => `${variable} is a hidden value of ${cut(key, 40)}${hiddenHint}`,
    ),
  ].map(commentText);
}

const shown = (conditions: readonly Condition[]): string => conditions.map(shownCondition).join(" ");

const isAboutStart = ({ kind }: Condition): boolean => kind === "span" || kind === "moment";

/** What Novita's SDKs cannot ask for. */
const needsNewSdk = (condition: Condition): boolean =>
  isAboutStart(condition) || (condition.kind === "field" && condition.name === "template");
