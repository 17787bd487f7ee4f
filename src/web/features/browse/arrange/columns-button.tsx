import { lazy, useRef, useState } from "react";
import { Button } from "#web/design/button.tsx";
import { LazyPart } from "#web/design/lazy-part.tsx";
import { columnStrings as strings } from "#web/strings/columns.ts";

const loadPanel = () => import("./columns-panel.tsx");
const ColumnsPanel = lazy(async () => ({ default: (await loadPanel()).ColumnsPanel }));

/** Opens the list of columns, whose script comes when it is likely to be wanted. */
export function ColumnsButton() {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // Whoever opens the panel is told when it cannot be had.
  const preload = () => void loadPanel().catch(() => undefined);
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
          <ColumnsPanel trigger={button} onClose={() => setOpen(false)} />
        </LazyPart>
      )}
    </>
  );
}
