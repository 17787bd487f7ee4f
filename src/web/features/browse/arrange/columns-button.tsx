import { useRef, useState } from "react";
import { Button } from "#web/design/button.tsx";
import { LazyPart } from "#web/design/lazy-part.tsx";
import { onDemand } from "#web/design/on-demand.ts";
import { columnStrings as strings } from "#web/strings/columns.ts";

const panel = onDemand(async () => (await import("./columns-panel.tsx")).ColumnsPanel);

/** Opens the list of columns, whose script comes when it is likely to be wanted. */
export function ColumnsButton() {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // Whoever opens the panel is told when it cannot be had.
  const preload = () => void panel.load().catch(() => undefined);
  return (
    <>
      <Button
        ref={button}
        size="small"
        variant="quiet"
        icon="columns"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => setOpen(!isOpen)}
      >
        {strings.panel}
      </Button>
      {isOpen && (
        <LazyPart>
          <panel.Part trigger={button} onClose={() => setOpen(false)} />
        </LazyPart>
      )}
    </>
  );
}
