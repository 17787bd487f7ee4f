interface IdTextProps {
  /** The accessible name: whose ids these are. */
  readonly label: string;
  /** One line each. */
  readonly lines: readonly string[];
}

/** Ids with a note each, as many as there are: read-only text, which any browser scrolls, selects and reads out however long it is. */
export function IdText({ label, lines }: IdTextProps) {
  return (
    <textarea
      readOnly
      aria-label={label}
      wrap="off"
      rows={Math.min(10, lines.length)}
      value={lines.join("\n")}
      className="input-box w-full resize-y overscroll-contain bg-bg-sunken py-1 font-mono text-xs"
    />
  );
}
