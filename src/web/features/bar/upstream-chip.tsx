import { useConsoleInfo } from "#web/data/use-console-info.ts";
import { Chip } from "#web/design/chip.tsx";
import { barStrings } from "#web/strings/bar.ts";

/** Which upstream this is, where, and what is special about it today. */
export function UpstreamChip() {
  const { info, error } = useConsoleInfo();
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
      <p
        title={barStrings.upstream(kind, url, reason)}
        className="flex min-w-0 items-center gap-2 rounded-chip border border-line px-2 py-0.5"
      >
        <span className="font-medium whitespace-nowrap">{barStrings.kind(kind)}</span>
        <span className="min-w-0 truncate font-mono text-xs text-fg-muted max-md:sr-only">{url}</span>
      </p>
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
    </div>
  );
}
