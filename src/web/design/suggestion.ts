import type { ClipboardEvent, RefObject } from "react";

/** One choice in a list of suggestions. */
export interface Suggestion {
  /** What it stands for, unique in its list. */
  readonly id: string;
  readonly text: string;
  /** Set apart at the end of the line: a count, a share, a size. */
  readonly detail?: string;
}

/** A text field that suggests, and takes any text. */
export interface SuggestProps {
  readonly label: string;
  /** The label is read out but not shown. */
  readonly hideLabel?: boolean;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Already narrowed to what was typed. The first hundred are shown. */
  readonly suggestions: readonly Suggestion[];
  /** What the list holds: its accessible name. */
  readonly listLabel: string;
  /** A line under the list, such as what its counts cover. */
  readonly note?: string | undefined;
  readonly onPick: (id: string) => void;
  /** Enter, unless it takes a suggestion or ends a composition. */
  readonly onEnter?: () => void;
  /** Escape, once no list is open. Without it the key goes on to whatever is around. */
  readonly onEscape?: () => void;
  /** May keep the text out by `preventDefault`. */
  readonly onPaste?: (event: ClipboardEvent<HTMLInputElement>) => void;
  readonly onFocusChange?: (isFocused: boolean) => void;
  /** The text is not to be read by who looks over one's shoulder, nor suggested by the browser. */
  readonly isMasked?: boolean;
  readonly isInvalid?: boolean;
  readonly describedBy?: string | undefined;
  readonly placeholder?: string;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly className?: string;
}

/** Looks that both forms of the field share, so that nothing moves when one takes over from the other. */
export const suggestClasses = {
  field: "flex min-w-0 flex-col gap-1",
  label: "font-medium",
  input: "input-box w-full min-w-0 font-mono text-grid",
} as const;

/** Keeps password managers and the browser's own memory away from what is not a login. */
export const noAutofill = {
  autoComplete: "off",
  autoCorrect: "off",
  autoCapitalize: "off",
  spellCheck: "false",
  "data-1p-ignore": "",
  "data-lpignore": "true",
  "data-bwignore": "",
} as const;

/**
 * What makes an input a combobox; a masked one is a password field, which cannot be one. While it is open React Aria names the list it
 * controls.
 */
export const comboboxProps = (isOpen: boolean, isMasked = false) =>
  isMasked
    ? ({ type: "password" } as const)
    : ({ type: "text", role: "combobox", "aria-expanded": isOpen } as const);
