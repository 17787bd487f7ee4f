import { useState } from "react";
import { Button } from "#web/design/button.tsx";
import { LazyPart } from "#web/design/lazy-part.tsx";
import { onDemand } from "#web/design/on-demand.ts";
import { codeStrings } from "#web/strings/code.ts";

const dialog = onDemand(async () => (await import("./code-dialog.tsx")).CodeDialog);

/** Opens the filter as code. */
export function AsCodeButton() {
  const [isOpen, setOpen] = useState(false);
  const prepare = () => void dialog.load().catch((error: unknown) => console.warn(error));
  return (
    <>
      <Button
        variant="quiet"
        icon="code"
        aria-haspopup="dialog"
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => setOpen(true)}
      >
        {codeStrings.open}
      </Button>
      <LazyPart>{isOpen && <dialog.Part onClose={() => setOpen(false)} />}</LazyPart>
    </>
  );
}
