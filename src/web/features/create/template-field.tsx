import { useId, type RefObject } from "react";
import { useQuery } from "@tanstack/react-query";
import type { Template } from "#contract/account.ts";
import { templatesOptions } from "#web/data/account.ts";
import { SuggestInput } from "#web/design/suggest-input.tsx";
import type { Suggestion } from "#web/design/suggestion.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { rankByText } from "#web/lib/rank.ts";
import { createStrings } from "#web/strings/create.ts";

interface TemplateFieldProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly error: string | undefined;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

/** The template by alias or id: chosen from the upstream's list, or typed. */
export function TemplateField({ value, onChange, error, inputRef }: TemplateFieldProps) {
  const { upstream } = useFleetServices();
  const templates = useQuery(templatesOptions(upstream));
  const noteId = useId();
  const all = (templates.data ?? []).map(templateSuggestion);
  // One that is chosen says nothing about what else there is.
  const typed = all.some(({ text }) => text === value) ? "" : value;
  const hint = templates.error
    ? createStrings.templatesFailed(templates.error.message)
    : templates.data
      ? createStrings.templateHint
      : createStrings.templatesLoading;
  return (
    <div className="flex flex-col gap-1">
      <SuggestInput
        label={createStrings.template}
        listLabel={createStrings.templates}
        value={value}
        onChange={onChange}
        onPick={onChange}
        suggestions={rankByText(all, typed, ({ text, id }) => `${text} ${id}`, "exact")}
        inputRef={inputRef}
        isInvalid={error !== undefined}
        describedBy={noteId}
      />
      <div id={noteId} className="text-xs">
        {error !== undefined && <p className="text-danger-text">{error}</p>}
        <p className="text-fg-muted">{hint}</p>
      </div>
    </div>
  );
}

/** A template under the name people use, which creates it just as well as its id. */
function templateSuggestion(template: Template): Suggestion {
  const text = template.aliases?.[0] ?? template.names?.[0] ?? template.templateID;
  const size = createStrings.templateSize(template.cpuCount ?? undefined, template.memoryMB ?? undefined);
  return { id: text, text, detail: size };
}
