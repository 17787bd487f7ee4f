import { useState, type KeyboardEvent } from "react";
import {
  Autocomplete,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
  TextField,
} from "react-aria-components";
import { designStrings } from "#web/strings/design.ts";
import { classNames } from "./class-names.ts";
import { useOverlayContainer } from "./overlays.ts";
import { comboboxProps, noAutofill, suggestClasses, type SuggestProps } from "./suggestion.ts";

/** More are not shown: a list that long is narrowed by typing, not by reading. */
const MOST_SHOWN = 100;

/**
 * A combobox that takes any text: React Aria's Autocomplete, since its ComboBox hides the page while open (docs/decisions/0002).
 * Part of what is loaded on demand.
 */
export function SuggestInput(props: SuggestProps) {
  const { value, suggestions, inputRef } = props;
  const [isOpen, setOpen] = useState(false);
  const portal = useOverlayContainer();
  const isShown = isOpen && suggestions.length > 0;
  const shown = suggestions.slice(0, MOST_SHOWN);
  const hidden = suggestions.length - shown.length;

  const pick = (id: string) => {
    setOpen(false);
    props.onPick(id);
  };
  const keyDown = (event: KeyboardEvent & { readonly continuePropagation: () => void }) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" && !isOpen) setOpen(true);
    else if (event.key === "Escape" && isShown) setOpen(false);
    else if (event.key === "Escape" && props.onEscape) props.onEscape();
    else if (event.key === "Escape") event.continuePropagation();
    else if (event.key === "Enter" && !(isShown && inputRef.current?.hasAttribute("aria-activedescendant"))) {
      // Whoever gets the focus now must not get this key as well.
      event.preventDefault();
      setOpen(false);
      props.onEnter?.();
    }
  };

  return (
    <Autocomplete
      disableAutoFocusFirst
      inputValue={value}
      onInputChange={(text) => {
        // React Aria repeats the text it was given when it takes the field over.
        if (text === value) return;
        setOpen(true);
        props.onChange(text);
      }}
    >
      <TextField
        className={classNames(suggestClasses.field, props.className)}
        isInvalid={props.isInvalid ?? false}
        {...(props.hideLabel ? { "aria-label": props.label } : {})}
        {...(props.describedBy === undefined ? {} : { "aria-describedby": props.describedBy })}
        {...(props.onPaste ? { onPaste: props.onPaste } : {})}
        // The list takes a virtual focus, which sends events of its own.
        onFocus={(event) => {
          if (!event.nativeEvent.isTrusted) return;
          props.onFocusChange?.(true);
        }}
        onBlur={(event) => {
          if (!event.nativeEvent.isTrusted) return;
          setOpen(false);
          props.onFocusChange?.(false);
        }}
        onKeyDown={keyDown}
      >
        {!props.hideLabel && <Label className={suggestClasses.label}>{props.label}</Label>}
        <Input
          {...noAutofill}
          ref={inputRef}
          {...comboboxProps(isShown, props.isMasked)}
          className={suggestClasses.input}
          {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
        />
      </TextField>
      <Popover
        slot={null}
        isNonModal
        isOpen={isShown}
        onOpenChange={setOpen}
        triggerRef={inputRef}
        placement="bottom start"
        offset={4}
        className="flex max-h-72 min-w-(--trigger-width) max-w-[min(480px,calc(100vw-32px))] flex-col overflow-hidden rounded-box border border-line-strong bg-bg-raised shadow-float"
        {...portal}
      >
        <ListBox
          aria-label={props.listLabel}
          items={shown}
          className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1 outline-none"
          onAction={(id) => pick(String(id))}
        >
          {(item) => (
            <ListBoxItem
              id={item.id}
              textValue={item.text}
              className="flex cursor-default items-baseline gap-3 rounded-chip px-2 py-1 text-grid outline-none data-focused:bg-bg-selected data-hovered:bg-bg-hover"
            >
              <Text slot="label" className="min-w-0 flex-1 truncate font-mono">
                {item.text === "" ? designStrings.emptyText : <bdi>{item.text}</bdi>}
              </Text>
              {item.detail !== undefined && (
                <Text slot="description" className="shrink-0 text-xs text-fg-muted">
                  {item.detail}
                </Text>
              )}
            </ListBoxItem>
          )}
        </ListBox>
        {(hidden > 0 || props.note !== undefined) && (
          <p className="border-t border-line px-3 py-1.5 text-xs text-fg-muted">
            {hidden > 0 && designStrings.moreSuggestions(hidden)} {props.note}
          </p>
        )}
      </Popover>
    </Autocomplete>
  );
}
