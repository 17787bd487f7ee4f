import { useEffect, useRef, type KeyboardEvent } from "react";
import { Button } from "#web/design/button.tsx";
import { createStrings } from "#web/strings/create.ts";
import { pastePreview, type PairRows } from "./metadata-rows.ts";
import type { PastedPairs } from "./paste-pairs.ts";

interface PastePreviewProps {
  readonly rows: PairRows;
  readonly pasted: PastedPairs;
  readonly onAdd: () => void;
  readonly onCancel: () => void;
}

/** What a paste would bring, before it does. Values stay out of it: they may be secret. */
export function PastePreview({ rows, pasted, onAdd, onCancel }: PastePreviewProps) {
  const preview = pastePreview(rows, pasted.pairs);
  const leftovers = pasted.notUnderstood.map(({ line, text }) =>
    createStrings.pasteLeftover(line, text.replace(/([=:]).*$/s, "$1 …").slice(0, 80)),
  );
  const addButton = useRef<HTMLButtonElement>(null);
  useEffect(() => addButton.current?.focus(), []);
  // Before the dialog around hears of it.
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onCancel();
  };
  return (
    <fieldset
      aria-label={createStrings.paste({ ...preview, leftovers })}
      className="flex flex-wrap items-center gap-2 rounded-box border border-accent bg-bg-sunken p-2"
    >
      <div className="min-w-0 flex-1 basis-48">
        <p role="alert">{createStrings.paste({ ...preview, leftovers })}</p>
        {leftovers.length > 0 && (
          <ul className="text-xs text-fg-muted">
            {leftovers.slice(0, 5).map((text) => (
              <li key={text} className="font-mono break-all">
                {text}
              </li>
            ))}
          </ul>
        )}
      </div>
      <Button ref={addButton} variant="primary" size="small" onKeyDown={keyDown} onClick={onAdd}>
        {createStrings.addPasted(preview.fresh + preview.replaced.length)}
      </Button>
      <Button size="small" onKeyDown={keyDown} onClick={onCancel}>
        {createStrings.cancel}
      </Button>
    </fieldset>
  );
}
