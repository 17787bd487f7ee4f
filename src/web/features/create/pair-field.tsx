import type { ClipboardEvent, KeyboardEvent, RefObject } from "react";
import { SuggestInput } from "#web/design/suggest-input.tsx";
import { noAutofill, suggestClasses, type Suggestion } from "#web/design/suggestion.ts";

interface PairFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onEnter: () => void;
  readonly onErase: () => void;
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>) => void;
  readonly onFocusChange: (isFocused: boolean) => void;
  readonly isMasked: boolean;
  readonly isInvalid: boolean;
  readonly describedBy: string | undefined;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  /** Absent for a field that never suggests. */
  readonly suggest?: { readonly label: string; readonly choices: readonly Suggestion[] };
  readonly onPick: (text: string) => void;
}

/** One side of a pair: a combobox where there is something to suggest, else a plain field with the same keys. */
export function PairField({ suggest, onPick, inputRef, ...field }: PairFieldProps) {
  if (suggest)
    return (
      <SuggestInput
        {...field}
        inputRef={inputRef}
        hideLabel
        className="flex-1"
        listLabel={suggest.label}
        suggestions={suggest.choices}
        onPick={onPick}
      />
    );
  const keyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const isErase = event.key === "Backspace" && field.value === "";
    if (event.key !== "Enter" && !isErase) return;
    // Whoever gets the focus now must not get this key as well.
    event.preventDefault();
    if (isErase) field.onErase();
    else field.onEnter();
  };
  return (
    <div className="min-w-0 flex-1">
      <input
        {...noAutofill}
        ref={inputRef}
        type={field.isMasked ? "password" : "text"}
        aria-label={field.label}
        aria-invalid={field.isInvalid || undefined}
        aria-describedby={field.describedBy}
        className={suggestClasses.input}
        value={field.value}
        onChange={(event) => field.onChange(event.target.value)}
        onKeyDown={keyDown}
        onPaste={field.onPaste}
        onFocus={() => field.onFocusChange(true)}
        onBlur={() => field.onFocusChange(false)}
      />
    </div>
  );
}
