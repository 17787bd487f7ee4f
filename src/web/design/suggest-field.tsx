import {
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
  type ComponentType,
  type KeyboardEvent,
} from "react";
import { classNames } from "./class-names.ts";
import { comboboxProps, noAutofill, suggestClasses, type Caret, type SuggestProps } from "./suggestion.ts";

type FullInput = ComponentType<
  SuggestProps & { readonly takesOver?: { readonly current: Caret | undefined } }
>;

let loaded: FullInput | undefined;

/** Fetches the suggesting field's code. Call it when someone seems about to need it; it is fetched once. */
export async function loadSuggestInput(): Promise<FullInput> {
  const { SuggestInput } = await import("./suggest-input.tsx");
  loaded = SuggestInput;
  return SuggestInput;
}

/**
 * A field that suggests. Until its code has arrived it is a plain one that takes text and Enter all the same; the change-over keeps
 * text, focus and cursor, and waits for the end of a composition.
 */
export function SuggestField(props: SuggestProps) {
  const { inputRef } = props;
  const [Full, setFull] = useState(() => loaded);
  const [isComposing, setComposing] = useState(false);
  const caret = useRef<Caret>(undefined);
  useEffect(() => {
    if (Full) return;
    let isWanted = true;
    // When it cannot be fetched, the plain field goes on working.
    loadSuggestInput().then(
      (input) => isWanted && setFull(() => input),
      (error: unknown) => console.warn(error),
    );
    return () => {
      isWanted = false;
    };
  }, [Full]);

  /** Notes the cursor at the very moment the field leaves the page, so that no key pressed until then is forgotten. */
  const plainRef = useCallback(
    (element: HTMLInputElement) => {
      inputRef.current = element;
      return () => {
        const { selectionStart: start, selectionEnd: end } = element;
        const hadFocus = element.ownerDocument.activeElement === element;
        caret.current = hadFocus && start !== null && end !== null ? { start, end } : undefined;
        if (inputRef.current === element) inputRef.current = null;
      };
    },
    [inputRef],
  );

  if (Full && !isComposing) return <Full {...props} takesOver={caret} />;
  return <PlainField {...props} plainRef={plainRef} onCompose={setComposing} />;
}

interface PlainFieldProps extends SuggestProps {
  readonly plainRef: (element: HTMLInputElement) => () => void;
  readonly onCompose: (isComposing: boolean) => void;
}

function PlainField({ plainRef, onCompose, ...props }: PlainFieldProps) {
  const id = useId();
  const keyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      // Whoever gets the focus now must not get this key as well.
      event.preventDefault();
      props.onEnter?.();
    } else if (event.key === "Escape") props.onEscape?.();
    else if (event.key === "Backspace" && props.value === "") props.onErase?.();
  };
  return (
    <div className={classNames(suggestClasses.field, props.className)}>
      {!props.hideLabel && (
        <label htmlFor={id} className={suggestClasses.label}>
          {props.label}
        </label>
      )}
      <input
        {...noAutofill}
        id={id}
        ref={plainRef}
        {...comboboxProps(false, props.isMasked)}
        aria-label={props.hideLabel ? props.label : undefined}
        aria-invalid={props.isInvalid || undefined}
        aria-describedby={props.describedBy}
        placeholder={props.placeholder}
        className={suggestClasses.input}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={keyDown}
        onPaste={props.onPaste}
        onFocus={() => props.onFocusChange?.(true)}
        onBlur={() => props.onFocusChange?.(false)}
        onCompositionStart={() => onCompose(true)}
        onCompositionEnd={() => onCompose(false)}
      />
    </div>
  );
}
