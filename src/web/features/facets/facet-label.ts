import { cut } from "#query/cut.ts";
import { markInvisible } from "#query/mark-invisible.ts";
import type { Subject } from "#query/subject.ts";
import { facetsStrings as strings } from "#web/strings/facets.ts";

/** No line shows more of a text; the whole stands in the details. */
const LONGEST = 80;

/** Nothing, and space at an end, would not be seen without quotes. */
function visible(text: string): string {
  const shown = markInvisible(cut(text, LONGEST));
  return text === "" || text !== text.trim() ? `"${shown}"` : shown;
}

const { fields } = strings;
const isAnswered = (name: string): name is keyof typeof fields => Object.hasOwn(fields, name);

/** What a facet is called. */
export function facetName(subject: Subject): string {
  if (subject.kind === "metadata") return subject.key === "" ? strings.emptyKey : visible(subject.key);
  return isAnswered(subject.name) ? fields[subject.name] : subject.name;
}

/** What one of its values is called. */
export function valueName(subject: Subject, value: string): string {
  if (subject.kind === "field" && subject.name === "age") return strings.age(value);
  if (subject.kind === "field" && subject.name === "cpu") return strings.cpu(value);
  if (subject.kind === "field" && subject.name === "mem") return strings.memory(Number(value));
  return value === "" ? strings.emptyText : visible(value);
}
