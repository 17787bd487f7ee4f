import type { ListFilter } from "#contract/list-query.ts";
import { isSecret } from "#contract/secret.ts";
import type { CodeTarget } from "./code-text.ts";
import { isE2b } from "./code-text.ts";

/** What one list of a program asks for, and what the program has to look at itself. */
export interface CodeList {
  readonly asked: ListFilter;
  /** Of the plan's filter, what the SDK has no parameter for. */
  readonly checked: Pick<ListFilter, "template" | "startedAfter">;
}

/** A value that stands in code as a variable, because it is masked on screen. */
export interface HiddenValue {
  readonly variable: string;
  /** The metadata key or field that it belongs to. */
  readonly key: string;
}

/** The lists of a plan, as far as an SDK or the API itself can ask for them. */
export interface ListCode {
  readonly lists: readonly CodeList[];
  /** Whether the oldest is to come first though the SDK cannot ask for that. */
  readonly sortsOldestFirst: boolean;
  readonly hidden: readonly HiddenValue[];
  /** The variable in place of a value, if that is hidden. */
  readonly variableOf: (key: string, value: string) => string | undefined;
}

/** Divides a plan's lists between request and program. Novita's SDKs (2.1.1) know metadata and state only. */
export function listCode(filters: readonly ListFilter[], target: CodeTarget, isByHand: boolean): ListCode {
  const knowsAll = isByHand || isE2b(target);
  const hidden = new Map<string, HiddenValue>();
  const hide = (key: string, value: string) => {
    const place = JSON.stringify([key, value]);
    if (isSecret(key, value) && !hidden.has(place))
      hidden.set(place, { key, variable: `HIDDEN_VALUE_${hidden.size + 1}` });
  };
  for (const { metadata, template } of filters) {
    for (const [key, value] of metadata) hide(key, value);
    if (template !== undefined) hide("template", template);
  }
  return {
    lists: filters.map((filter) => (knowsAll ? { asked: filter, checked: {} } : divided(filter))),
    sortsOldestFirst: !knowsAll && filters.some(({ order }) => order === "asc"),
    hidden: [...hidden.values()],
    variableOf: (key, value) => hidden.get(JSON.stringify([key, value]))?.variable,
  };
}

function divided({ metadata, state, template, startedAfter }: ListFilter): CodeList {
  return {
    asked: { metadata, ...(state === undefined ? {} : { state }) },
    checked: {
      ...(template === undefined ? {} : { template }),
      ...(startedAfter === undefined ? {} : { startedAfter }),
    },
  };
}
