interface IdTextProps {
  /** The accessible name: whose ids these are. */
  readonly label: string;
  /** One line each. */
  readonly lines: readonly string[];
  /** It stands in the place of what had the focus. */
  readonly takesFocus?: boolean;
}

const focus = (element: HTMLElement | null): void => element?.focus();

/** Ids with a note each, as many as there are: read-only text, which any browser scrolls, selects and reads out however long it is. */
export function IdText({ label, lines, takesFocus = false }: IdTextProps) {
  return (
    <textarea
      ref={takesFocus ? focus : undefined}
      readOnly
      aria-label={label}
      wrap="off"
      rows={Math.min(10, lines.length)}
      value={lines.join("\n")}
      className="input-box w-full resize-y overscroll-contain bg-bg-sunken py-1 font-mono text-xs"
    />
  );
}
