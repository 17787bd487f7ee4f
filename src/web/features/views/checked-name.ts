import { readName } from "#web/prefs/saved-view.ts";
import { viewStrings } from "#web/strings/views.ts";
import { isBuiltInName } from "./current-view.ts";

/** A name as it is kept, or in words why it cannot be one. */
export function checkedName(text: string): { readonly name: string } | { readonly problem: string } {
  const name = readName(text);
  if (!name.ok) return { problem: viewStrings.nameProblems[name.error] };
  return isBuiltInName(name.value) ? { problem: viewStrings.nameProblems["built-in"] } : { name: name.value };
}
