import { useEffect, useRef } from "react";
import { browseStrings as strings } from "#web/strings/browse.ts";

export interface SelectAllProps {
  readonly selected: "all" | "some" | "none";
  readonly onSelectAll: (selected: boolean) => void;
}

/** The box over all boxes. */
export function SelectAll({ selected, onSelectAll }: SelectAllProps) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = selected === "some";
  }, [selected]);
  return (
    <label className="grid h-full min-h-6 place-items-center" title={strings.selectAll}>
      <input
        ref={ref}
        type="checkbox"
        className="size-4 accent-accent"
        aria-label={strings.selectAll}
        checked={selected === "all"}
        onChange={() => onSelectAll(selected !== "all")}
      />
    </label>
  );
}
