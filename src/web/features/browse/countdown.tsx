import { useCallback } from "react";
import { TickingText } from "#web/design/ticking-text.tsx";
import { longDuration } from "#web/lib/duration.ts";
import { browseStrings } from "#web/strings/browse.ts";

/** "Next try in 8 s.", ticking. To be put outside of what is read out. */
export function Countdown({ until }: { readonly until: number }) {
  const read = useCallback(
    (now: number) =>
      until > now
        ? browseStrings.nextTry(longDuration(Math.ceil((until - now) / 1000)))
        : browseStrings.trying,
    [until],
  );
  return <TickingText className="text-fg-muted" read={read} />;
}
