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
  const close = () => setOpen(false);
  return (
    <>
      <Button
        ref={button}
        size="small"
        variant="quiet"
        icon="columns"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPointerEnter={panel.prepare}
        onFocus={panel.prepare}
        onClick={() => setOpen(!isOpen)}
      >
        {strings.panel}
      </Button>
      {isOpen && (
        <LazyPart onTakenBack={close}>
          <panel.Part trigger={button} onClose={close} />
        </LazyPart>
      )}
    </>
  );
}
