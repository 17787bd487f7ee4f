import { useSeparator, type SeparatorOptions } from "./use-separator.ts";

interface ColumnResizerProps extends SeparatorOptions {
  readonly tabIndex: 0 | -1;
}

/** The edge of a heading, seen while the pointer is over the headings or the focus in this one. */
export function ColumnResizer({ tabIndex, ...options }: ColumnResizerProps) {
  return (
    <div
      {...useSeparator(options)}
      tabIndex={tabIndex}
      className="invisible absolute inset-y-0 -end-3 z-10 w-6 cursor-col-resize touch-none group-focus-within/heading:visible group-hover/headings:visible before:absolute before:inset-y-1 before:start-[11px] before:border-s before:border-line-strong hover:before:border-s-2 hover:before:border-accent focus-visible:-outline-offset-2 active:before:border-s-2 active:before:border-accent"
    />
  );
}
