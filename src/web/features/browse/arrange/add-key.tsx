import { useMemo, useRef, useState } from "react";
import { Button } from "#web/design/button.tsx";
import { SuggestInput } from "#web/design/suggest-input.tsx";
import { seenKeys } from "#web/fleet/seen-pairs.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { rankByText } from "#web/lib/rank.ts";
import { arrangeStrings as words } from "#web/strings/arrange.ts";
import { hasColumn, metadataColumn, type ColumnSettings, type MetadataColumn } from "#web/view/columns.ts";

/** Enough rows to tell which keys are common, counted without a pause. */
const MOST_COUNTED = 20_000;

interface AddKeyProps {
  readonly columns: ColumnSettings;
  readonly onAdd: (column: MetadataColumn) => void;
}

/** Makes a column of any metadata key, seen or not. */
export function AddKey({ columns, onAdd }: AddKeyProps) {
  const { fleet } = useFleetServices();
  // What was seen when the panel opened: suggestions keep their order while it is open.
  const [rows] = useState(() => fleet.knownRows().slice(0, MOST_COUNTED));
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const keys = useMemo(() => seenKeys(rows), [rows]);
  const others = keys.filter(({ text }) => !hasColumn(columns, metadataColumn(text)));
  const add = (key: string) => {
    onAdd(metadataColumn(key));
    setTyped("");
    input.current?.focus();
  };
  const addTyped = () => {
    if (typed !== "") add(typed);
    else input.current?.focus();
  };
  return (
    <div className="flex items-end gap-2">
      <SuggestInput
        className="flex-1"
        label={words.addKey}
        listLabel={words.seenKeys}
        note={words.countedIn(rows.length)}
        inputRef={input}
        value={typed}
        onChange={setTyped}
        suggestions={rankByText(others, typed, ({ text }) => text, "fuzzy").map(({ text, count }) => ({
          id: text,
          text,
          detail: words.coverage(count, rows.length),
        }))}
        onPick={add}
        onEnter={addTyped}
      />
      <Button onClick={addTyped}>{words.add}</Button>
    </div>
  );
}
