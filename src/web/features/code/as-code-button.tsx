import { useState } from "react";
import { Button } from "#web/design/button.tsx";
import { LazyPart } from "#web/design/lazy-part.tsx";
import { onDemand } from "#web/design/on-demand.ts";
import { codeStrings } from "#web/strings/code.ts";

const dialog = onDemand(async () => (await import("./code-dialog.tsx")).CodeDialog);

/** Opens the filter as code. */
export function AsCodeButton() {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button
        variant="quiet"
        icon="code"
        aria-haspopup="dialog"
        onPointerEnter={dialog.prepare}
        onFocus={dialog.prepare}
        onClick={() => setOpen(true)}
      >
        {codeStrings.open}
      </Button>
      <LazyPart onTakenBack={close}>{isOpen && <dialog.Part onClose={close} />}</LazyPart>
    </>
  );
}
