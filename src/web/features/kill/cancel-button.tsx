import { useLayoutEffect, useRef } from "react";
import { Button } from "#web/design/button.tsx";
import { killStrings } from "#web/strings/kill.ts";

/** The way out of an alert dialog, where focus starts: the first Enter harms nothing. */
export function CancelButton({ onClick }: { readonly onClick: () => void }) {
  const ref = useRef<HTMLButtonElement>(null);
  // With the dialog itself, so that no key comes before.
  useLayoutEffect(() => ref.current?.focus(), []);
  return (
    <Button ref={ref} onClick={onClick}>
      {killStrings.cancel}
    </Button>
  );
}
