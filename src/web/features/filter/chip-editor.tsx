import { useEffectEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { distinctConditions, emptyQuery } from "#query/ast.ts";
import { atCursor } from "#query/at-cursor.ts";
import { MAX_QUERY_LENGTH } from "#query/parse.ts";
import type { QueryError } from "#query/problem.ts";
import { shownCondition } from "#query/print.ts";
import { isPrivate } from "#query/privacy.ts";
import { Button } from "#web/design/button.tsx";
import { comboboxProps, noAutofill } from "#web/design/suggestion.ts";
import { useToasts } from "#web/design/toasts.tsx";
import { filterStrings as strings } from "#web/strings/filter.ts";
import type { ChipEditorProps } from "./chip-list.tsx";
import {
  editableText,
  excludedChip,
  isExcluding,
  readChip,
  withChip,
  type ChipReading,
} from "./chip-text.ts";
import { isComposing } from "./is-composing.ts";
import { MarkedText } from "./marked-text.tsx";
import { placeCaret } from "./place-caret.ts";
import { readAdded } from "./read-draft.ts";
import { SuggestionList } from "./suggestion-list.tsx";
import { useSource } from "./use-source.ts";
import { useSuggest } from "./use-suggest.ts";

/** A condition as text, edited where its chip stood. The text of a masked value is never in it. */
export function ChipEditor({ bar, condition, place }: ChipEditorProps) {
  const [before] = useState(() => editableText(condition));
  const [text, setText] = useState(before);
  const [errors, setErrors] = useState<readonly QueryError[]>([]);
  const field = useRef<HTMLInputElement>(null);
  const group = useRef<HTMLFieldSetElement>(null);
  const notesId = useId();
  const toasts = useToasts();
  const others = bar.query.conditions.filter((_, other) => other !== place);
  const openSource = useSource(() => ({ conditions: others }));
  const shown = shownCondition(condition);
  const isMasked = isPrivate(condition);

  const write = (next: string) => {
    setText(next);
    setErrors([]);
  };
  const suggest = useSuggest({
    field,
    text,
    open: () => {
      const offer = openSource();
      // As long as nothing was written, whatever could stand in place of what does is offered, not what begins like it.
      return (written, caret) => {
        if (written !== before) return offer(written, caret);
        // Behind a whole list nothing is being written; its last value is.
        const at = caret === written.length && /=\(.*\)$/s.test(written) ? caret - 1 : caret;
        return offer(written, atCursor(written, at).from);
      };
    },
    onPick: (option) => {
      const written = option.write();
      write(written.text.trimEnd());
      placeCaret(field.current, written.caret);
    },
  });
  // In the same moment as the chip goes, which may have the focus: no key is lost between.
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, []);

  const close = (focus: number | undefined = place) => {
    bar.set({ editing: undefined });
    bar.focusChip(focus);
  };
  const replace = (reading: ChipReading) => {
    if (reading.kind === "refused") {
      setErrors(reading.errors);
      field.current?.focus();
      return toasts.announce(strings.refused(reading.errors.map(({ message }) => message)));
    }
    if (reading.conditions.length === 0) return remove();
    const query = { conditions: distinctConditions(withChip(bar.query, place, reading.conditions)) };
    if (readAdded(emptyQuery, query.conditions).kind === "refused")
      return toasts.show({ tone: "danger", text: strings.noRoom });
    close();
    bar.apply(query, strings.changed(reading.conditions.map(shownCondition)), { keepsDraft: true });
  };
  const remove = () => {
    bar.set({ editing: undefined });
    bar.remove([place]);
  };
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isComposing(event)) return;
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === field.current) replace(readChip(condition, text));
    else return;
    event.preventDefault();
  });
  useLayoutEffect(() => {
    const element = group.current;
    element?.addEventListener("keydown", onKeyDown);
    return () => element?.removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <fieldset
      ref={group}
      aria-label={strings.editGroup(shown)}
      className="flex w-full flex-wrap items-center gap-1 rounded-chip border border-accent bg-bg-sunken p-px text-xs"
    >
      <div className="relative min-w-0 flex-1 basis-48">
        {errors.length > 0 && <MarkedText text={text} errors={errors} input={field} />}
        <input
          {...noAutofill}
          ref={field}
          {...comboboxProps(false)}
          aria-autocomplete="list"
          aria-label={strings.condition}
          aria-invalid={errors.length > 0 || undefined}
          aria-describedby={notesId}
          maxLength={MAX_QUERY_LENGTH}
          placeholder={isMasked ? strings.maskedPlaceholder : strings.placeholder}
          className="relative h-6 w-full min-w-0 bg-transparent px-1 font-mono text-grid outline-none placeholder:font-sans placeholder:text-fg-muted"
          value={text}
          onChange={(event) => write(event.target.value)}
        />
      </div>
      <Button size="small" variant="primary" onClick={() => replace(readChip(condition, text))}>
        {strings.apply}
      </Button>
      <Button size="small" onClick={() => replace(excludedChip(condition, text))}>
        {isExcluding(condition) ? strings.include : strings.exclude}
      </Button>
      <Button size="small" onClick={remove}>
        {strings.removeChip}
      </Button>
      <Button size="small" variant="quiet" onClick={() => close()}>
        {strings.cancel}
      </Button>
      <p id={notesId} className="w-full px-1 break-words empty:hidden">
        {errors.length > 0
          ? errors
              .map(({ message }) => message)
              .slice(0, 3)
              .join(" ")
          : isMasked && text === before
            ? strings.maskedHint
            : ""}
      </p>
      <SuggestionList suggest={suggest} field={field} under={group} note={suggest.note} />
    </fieldset>
  );
}
