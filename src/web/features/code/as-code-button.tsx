import { lazy, useState } from "react";
import { Button } from "#web/design/button.tsx";
import { LazyPart } from "#web/design/lazy-part.tsx";
import { codeStrings } from "#web/strings/code.ts";

const loadCode = () => import("./code-dialog.tsx");
const CodeDialog = lazy(async () => ({ default: (await loadCode()).CodeDialog }));

/** Opens the filter as code. */
export function AsCodeButton() {
  const [isOpen, setOpen] = useState(false);
  const prepare = () => void loadCode().catch((error: unknown) => console.warn(error));
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
      <LazyPart>{isOpen && <CodeDialog onClose={() => setOpen(false)} />}</LazyPart>
    </>
  );
}
