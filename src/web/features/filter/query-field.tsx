import type { ChangeEvent, KeyboardEvent } from "react";
import { MAX_QUERY_LENGTH } from "#query/parse.ts";
import { classNames } from "#web/design/class-names.ts";
import { comboboxProps, noAutofill } from "#web/design/suggestion.ts";
import { useToasts } from "#web/design/toasts.tsx";
import { filterStrings } from "#web/strings/filter.ts";
import { isComposing } from "./is-composing.ts";
import { MarkedText } from "./marked-text.tsx";
import type { Bar } from "./use-query-bar.ts";

interface QueryFieldProps {
  readonly bar: Bar;
  readonly notesId: string;
  readonly onLeave: () => void;
}

/** The field behind the chips. It stays the same element as long as the page lives, so that no key pressed while anything loads is lost. */
export function QueryField({ bar, notesId, onLeave }: QueryFieldProps) {
  const { state, query, input } = bar;
  const toasts = useToasts();
  const isInvalid = state.errors.length > 0;

  const change = (event: ChangeEvent<HTMLInputElement>) => {
    const { value, selectionStart } = event.target;
    // Much longer than any query, it is kept out: a field with a megabyte in it answers no key in time.
    if (value.length > 2 * MAX_QUERY_LENGTH) {
      toasts.show({ tone: "danger", text: filterStrings.tooLong(value.length) });
      return bar.set({});
    }
    const { nativeEvent } = event;
    const key = typedKey(nativeEvent);
    const isSpace = key === " " && selectionStart === value.length;
    bar.type(value, isSpace ? "typed space" : key === undefined ? "other means" : "keys");
  };
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.defaultPrevented || isComposing(event.nativeEvent)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      const outcome = bar.commit();
      if ((event.ctrlKey || event.metaKey) && outcome !== "refused") onLeave();
    } else if (event.key === "Backspace" && state.draft === "" && !state.isText && !event.repeat)
      bar.remove([query.conditions.length - 1]);
    else if (event.key === "Escape") {
      event.preventDefault();
      if (state.isText) bar.set({ isText: false, draft: "", errors: [] });
      else {
        input.current?.blur();
        onLeave();
      }
    }
  };

  // Behind chips an empty field needs no row of its own.
  const isBehindChips = query.conditions.length > 0 && state.draft === "";
  const width = state.isText ? "basis-full" : isBehindChips ? "basis-8" : "basis-28";
  return (
    <div className={classNames("relative min-w-0 flex-1", width)}>
      {isInvalid && <MarkedText text={state.draft} errors={state.errors} input={input} />}
      <input
        {...noAutofill}
        ref={input}
        {...comboboxProps(false)}
        enterKeyHint="search"
        aria-autocomplete="list"
        aria-label={state.isText ? filterStrings.asText : filterStrings.input}
        aria-invalid={isInvalid || undefined}
        aria-describedby={notesId}
        placeholder={query.conditions.length === 0 ? filterStrings.placeholder : undefined}
        className="relative h-6 w-full min-w-0 bg-transparent px-1 font-mono text-grid outline-none placeholder:font-sans placeholder:text-fg-muted"
        value={state.draft}
        onChange={change}
        onKeyDown={keyDown}
        onCompositionEnd={() => bar.set({ isGiven: true })}
      />
    </div>
  );
}

/** What one key has written; nothing where it has taken something away, or goes on composing. `undefined`: it was not one key. */
function typedKey(event: Event): string | undefined {
  if (!(event instanceof InputEvent)) return undefined;
  const { inputType, data } = event;
  if (event.isComposing || inputType.startsWith("delete")) return "";
  return inputType === "insertText" && data !== null && /^.$/su.test(data) ? data : undefined;
}
