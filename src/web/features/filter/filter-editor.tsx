import { useEffect, useId, useMemo, useRef, useState } from "react";
import type { Condition } from "#query/ast.ts";
import { shownCondition } from "#query/print.ts";
import { isPrivate } from "#query/privacy.ts";
import { IconButton } from "#web/design/button.tsx";
import { SuggestField } from "#web/design/suggest-field.tsx";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { filterStrings } from "#web/strings/filter.ts";
import {
  conditionOf,
  draftOf,
  emptyDraft,
  subjectOf,
  subjectText,
  typedConditions,
  type Draft,
} from "./filter-draft.ts";
import { keySuggestions, matchingKeys, type KeySuggestion } from "./suggest-keys.ts";
import { matchingValues, valueSuggestions } from "./suggest-values.ts";

interface FilterEditorProps {
  /** The condition that is changed; absent when one is added. */
  readonly editing?: Condition;
  /** At least one; several when several were typed at once. */
  readonly onCommit: (conditions: readonly Condition[]) => void;
  readonly onCancel: () => void;
}

/** One condition while it is written: key and value with suggestions from what was seen. Enter commits, Escape cancels. */
export function FilterEditor({ editing, onCommit, onCancel }: FilterEditorProps) {
  const { fleet } = useFleetServices();
  // What was seen when the editor opened: suggestions keep their order while it is open.
  const [rows] = useState(() => fleet.knownRows());
  const [draft, setDraft] = useState<Draft>(() => (editing ? draftOf(editing) : emptyDraft));
  const [error, setError] = useState<{ readonly part: "key" | "value"; readonly words: string }>();
  const errorId = useId();
  const keyInput = useRef<HTMLInputElement>(null);
  const valueInput = useRef<HTMLInputElement>(null);
  const isEditing = editing !== undefined;
  useEffect(() => {
    const input = isEditing ? valueInput.current : keyInput.current;
    input?.focus();
    input?.select();
  }, [isEditing]);

  const keys = useMemo(() => keySuggestions(rows), [rows]);
  const { key: typedKey, chosen } = draft;
  const subject = useMemo(() => {
    const isKey = (key: string) => keys.some((each) => each.kind === "metadata" && each.key === key);
    return subjectOf({ key: typedKey, chosen }, isKey);
  }, [keys, typedKey, chosen]);
  const name = subjectText(subject);
  const [atValue, setAtValue] = useState(false);
  const values = useMemo(() => (atValue ? valueSuggestions(rows, subject) : []), [atValue, rows, subject]);

  const change = (next: Partial<Draft>) => {
    setError(undefined);
    setDraft({ ...draft, ...next });
  };
  const refuse = (part: "key" | "value", words: string) => {
    setError({ part, words });
    (part === "key" ? keyInput : valueInput).current?.focus();
  };
  /** Commits a whole condition in the key field, if that is what stands there. */
  const commitTyped = (): boolean => {
    const typed = chosen ? undefined : typedConditions(typedKey);
    if (!typed) return false;
    if (!typed.ok) refuse("key", typed.error);
    else if (typed.value.length > 0) onCommit(typed.value);
    return true;
  };
  const commit = (value: string) => {
    if (name === "" && !chosen) refuse("key", filterStrings.noKey);
    else if (value === "" && !isEditing) refuse("value", filterStrings.noValue(name));
    else onCommit([conditionOf(subject, value)]);
  };
  const apply = () => {
    if (draft.value !== "" || !commitTyped()) commit(draft.value);
  };
  const enterKey = () => {
    if (commitTyped()) return;
    if (name !== "" && draft.value === "") valueInput.current?.focus();
    else commit(draft.value);
  };

  return (
    <fieldset
      aria-label={editing ? filterStrings.editGroup(shownCondition(editing)) : filterStrings.newGroup}
      className="flex w-full max-w-2xl flex-col gap-1"
    >
      <div className="flex items-center gap-1">
        <SuggestField
          hideLabel
          openOn="focus"
          className="flex-1"
          label={filterStrings.key}
          placeholder={filterStrings.keyPlaceholder}
          listLabel={filterStrings.keys}
          note={filterStrings.countedIn(rows.length)}
          inputRef={keyInput}
          value={typedKey}
          onChange={(key) => change({ key, chosen: undefined })}
          suggestions={matchingKeys(keys, chosen ? "" : typedKey).map(keyOption)}
          onPick={(id) => {
            const picked = keys.find((each) => keyOption(each).id === id);
            if (picked) change({ key: subjectText(picked), chosen: picked });
            valueInput.current?.focus();
          }}
          onEnter={enterKey}
          onEscape={onCancel}
          isInvalid={error?.part === "key"}
          describedBy={error?.part === "key" ? errorId : undefined}
        />
        <span className="font-mono text-fg-muted">{subject.kind === "field" ? ":" : "="}</span>
        <SuggestField
          hideLabel
          openOn="focus"
          className="flex-1"
          label={filterStrings.value}
          placeholder={filterStrings.valuePlaceholder}
          listLabel={filterStrings.values(name)}
          note={filterStrings.countedIn(rows.length)}
          inputRef={valueInput}
          value={draft.value}
          isMasked={editing !== undefined && isPrivate(editing)}
          onChange={(value) => change({ value })}
          suggestions={matchingValues(values, draft.value).map(({ text, count }) => ({
            id: text,
            text,
            detail: filterStrings.count(count),
          }))}
          onFocusChange={setAtValue}
          onPick={commit}
          onEnter={apply}
          onEscape={onCancel}
          isInvalid={error?.part === "value"}
          describedBy={error?.part === "value" ? errorId : undefined}
        />
        <IconButton icon="check" label={filterStrings.apply} onClick={apply} />
        <IconButton icon="close" label={filterStrings.cancel} onClick={onCancel} />
      </div>
      {error !== undefined && (
        <p id={errorId} role="alert" className="text-xs text-danger-text">
          {error.words}
        </p>
      )}
    </fieldset>
  );
}

const keyOption = (suggestion: KeySuggestion) =>
  suggestion.kind === "field"
    ? {
        id: `${suggestion.name}:`,
        text: filterStrings.fields[suggestion.name],
        detail: filterStrings.fieldDetail,
      }
    : { id: `=${suggestion.key}`, text: suggestion.key, detail: filterStrings.share(suggestion.share) };
