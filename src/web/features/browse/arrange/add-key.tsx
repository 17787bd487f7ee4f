import { useRef, useState } from "react";
import { Button } from "#web/design/button.tsx";
import { SuggestInput } from "#web/design/suggest-input.tsx";
import { seenValues } from "#web/fleet/seen-values.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { rankByText } from "#web/lib/rank.ts";
import { arrangeStrings as words } from "#web/strings/arrange.ts";
import { hasColumn, metadataColumn, type ColumnSettings, type MetadataColumn } from "#web/view/columns.ts";

interface AddKeyProps {
  readonly columns: ColumnSettings;
  readonly onAdd: (column: MetadataColumn) => void;
}

/** Makes a column of any metadata key, seen or not. */
export function AddKey({ columns, onAdd }: AddKeyProps) {
  const { fleet } = useFleetServices();
  // What was seen when the field got the focus, which may be long after the panel opened: suggestions keep their order while one types.
  const [seen, setSeen] = useState(() => seenValues([]));
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const others = seen.keys().filter(({ text }) => !hasColumn(columns, metadataColumn(text)));
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
        note={words.countedIn(seen.counted)}
        inputRef={input}
        value={typed}
        onChange={setTyped}
        onFocusChange={(isFocused) => isFocused && setSeen(seenValues(fleet.knownRows()))}
        suggestions={rankByText(others, typed, ({ text }) => text, "fuzzy").map(({ text, share }) => ({
          id: text,
          text,
          detail: words.share(share),
        }))}
        onPick={add}
        onEnter={addTyped}
      />
      <Button onClick={addTyped}>{words.add}</Button>
    </div>
  );
}
