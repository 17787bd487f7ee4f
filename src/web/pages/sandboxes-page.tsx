import { useState } from "react";
import { OverlayContext } from "#web/design/overlays.ts";
import { appStrings } from "#web/strings/app.ts";
import { designStrings } from "#web/strings/design.ts";

/** The one page: filter, table, details, and the dialogs they open. */
export function SandboxesPage() {
  const [overlays, setOverlays] = useState<HTMLElement | null>(null);
  return (
    <OverlayContext value={overlays}>
      <div className="flex h-full flex-col">
        <main className="flex min-h-0 flex-1 flex-col">
          <h1 data-react-aria-top-layer="" className="sr-only">
            {appStrings.title}
          </h1>
          <section id="overlays" aria-label={designStrings.overlays} ref={setOverlays} />
        </main>
      </div>
    </OverlayContext>
  );
}
