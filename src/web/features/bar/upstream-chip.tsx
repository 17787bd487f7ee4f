import { useState } from "react";
import { useConsoleInfo } from "#web/data/use-console-info.ts";
import { Chip } from "#web/design/chip.tsx";
import { LazyPart } from "#web/design/lazy-part.tsx";
import { onDemand } from "#web/design/on-demand.ts";
import { barStrings } from "#web/strings/bar.ts";

const panel = onDemand(async () => (await import("./upstream-panel.tsx")).UpstreamPanel);

/** Which upstream this is, where, and what is special about it today; pressed, what it does. */
export function UpstreamChip() {
  const [isOpen, setIsOpen] = useState(false);
  const { info, error } = useConsoleInfo();
  const close = () => setIsOpen(false);
  if (!info)
    return (
      <p
        className="flex min-h-7 min-w-0 flex-1 items-center max-md:flex-none text-fg-muted"
        title={error?.message}
      >
        {error ? barStrings.noServer : barStrings.connecting}
      </p>
    );
  const { kind, url, reason } = info.upstream;
  return (
    <div className="flex min-h-7 min-w-0 flex-1 items-center gap-2 max-md:flex-none max-sm:flex-wrap">
      <button
        type="button"
        aria-haspopup="dialog"
        title={barStrings.upstream(kind, url, reason)}
        onPointerEnter={panel.prepare}
        onFocus={panel.prepare}
        onClick={() => setIsOpen(true)}
        className="flex min-h-6 min-w-0 items-center gap-2 overflow-hidden rounded-chip border border-line px-2 py-0.5 hover:bg-bg-hover"
      >
        <span className="min-w-14 shrink truncate font-medium">
          <span className="sr-only">{barStrings.upstreamButton}</span>
          {barStrings.kind(kind)}
        </span>
        <span className="min-w-0 truncate font-mono text-xs text-fg-muted max-[959px]:sr-only">{url}</span>
      </button>
      {info.demo && (
        <Chip title={barStrings.demoHint} className="shrink-0 border-paused text-warn-text">
          {barStrings.demo}
        </Chip>
      )}
      {info.readOnly && (
        <Chip title={barStrings.readOnlyHint} className="shrink-0 border-line-strong">
          {barStrings.readOnly}
        </Chip>
      )}
      {isOpen && (
        <LazyPart onTakenBack={close}>
          <panel.Part upstream={info.upstream} onClose={close} />
        </LazyPart>
      )}
    </div>
  );
}
