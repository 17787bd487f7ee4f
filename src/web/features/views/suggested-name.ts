import { shownCondition } from "#query/print.ts";
import { LONGEST_NAME, freeName, viewNamed, type SavedView } from "#web/prefs/saved-view.ts";
import { viewStrings } from "#web/strings/views.ts";
import type { View } from "#web/view/view.ts";
import { isBuiltInName } from "./current-view.ts";

/** How much of the query makes a name. */
const LONGEST_SUGGESTION = 40;

/** A free name that says what is shown: the first conditions, else the order. Nothing masked is in it. */
export function suggestedName(
  shown: Pick<View, "sort"> & { readonly shareable: View["query"] },
  saved: readonly SavedView[],
): string {
  let name = "";
  for (const condition of shown.shareable.conditions) {
    const longer = `${name} ${shownCondition(condition)}`.trim();
    if (name !== "" && longer.length > LONGEST_SUGGESTION) break;
    name = longer;
  }
  const said = name === "" ? viewStrings.suggested(shown.sort?.column) : name;
  return freeName(
    said.slice(0, LONGEST_NAME).toWellFormed(),
    (taken) => isBuiltInName(taken) || viewNamed(saved, taken) !== undefined,
  );
}
