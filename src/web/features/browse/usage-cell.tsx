import { use, useCallback, useSyncExternalStore } from "react";
import type { UsageSample } from "#contract/metrics.ts";
import { classNames } from "#web/design/class-names.ts";
import type { FleetRow } from "#web/fleet/row.ts";
import type { Usage, UsageState } from "#web/fleet/usage.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { localMoment } from "#web/lib/local-time.ts";
import { usageStrings as strings } from "#web/strings/usage.ts";
import { memoryText, percentText } from "./usage-text.ts";

interface UsageCellProps {
  readonly row: FleetRow;
  readonly of: "cpu" | "memory";
}

/** What a running sandbox uses. A paused one uses nothing, and of another state it is not asked. */
export function UsageCell({ row: { sandboxID, state }, of }: UsageCellProps) {
  if (state === "paused") return null;
  return state === "running" ? <Running id={sandboxID} of={of} /> : <NoUse why={strings.onlyRunning} />;
}

interface RunningProps {
  readonly id: string;
  readonly of: "cpu" | "memory";
}

function Running(props: RunningProps) {
  const usage = use(useFleetServices().loadUsage());
  return usage ? <Watched {...props} usage={usage} /> : <NoUse why={strings.noScript} />;
}

/** While it is drawn, its sandbox is asked about. */
function Watched({ id, of, usage }: RunningProps & { readonly usage: Usage }) {
  const subscribe = useCallback((listener: () => void) => usage.watch(id, listener), [usage, id]);
  const known = useSyncExternalStore(subscribe, () => usage.of(id));
  if (known.kind !== "known") return known.kind === "unread" ? <Unread /> : <NoUse why={whyNot(known)} />;
  const shown = of === "cpu" ? cpuUse(known.sample) : memoryUse(known.sample);
  return shown ? <Known {...{ known, shown }} /> : <NoUse why={strings.notMeasured} />;
}

interface ShownUse {
  readonly amount: string;
  readonly unit: string;
  readonly percent: number | undefined;
  readonly words: string;
}

function cpuUse({ cpuPercent, cpuCount }: UsageSample): ShownUse | undefined {
  if (cpuPercent === undefined) return undefined;
  const amount = percentText(cpuPercent);
  const words = strings.ofProcessors(amount, cpuCount);
  return { amount, unit: strings.percent, percent: cpuPercent, words };
}

function memoryUse({ memoryUsed, memoryTotal }: UsageSample): ShownUse | undefined {
  if (memoryUsed === undefined) return undefined;
  const { used, total, unit } = memoryText(memoryUsed, memoryTotal);
  const percent = memoryTotal && (memoryUsed / memoryTotal) * 100;
  const share = percent === undefined ? "" : strings.share(percentText(percent));
  return {
    amount: used,
    unit: total === undefined ? unit : `${strings.of(total)} ${unit}`,
    percent,
    words: `${strings.ofMemory(used, total, unit)}${share}`,
  };
}

interface KnownProps {
  readonly known: Extract<UsageState, { kind: "known" }>;
  readonly shown: ShownUse;
}

/** What is old is muted and has no bar, so that it is not taken for what is. */
function Known({ known: { sample, readAt, isOld }, shown }: KnownProps) {
  const time = localMoment(sample.at ?? readAt, readAt);
  const { amount, unit, percent, words } = shown;
  return (
    <span
      className={classNames(
        "flex items-center justify-end gap-2 tabular-nums",
        isOld && "text-fg-muted italic",
      )}
      title={strings.asOf(words, time)}
    >
      {!isOld && percent !== undefined && <Bar percent={percent} />}
      <span>
        {amount} <span className="text-xs text-fg-muted">{unit}</span>
      </span>
      {isOld && <span className="sr-only">{strings.old(time)}</span>}
    </span>
  );
}

const Bar = ({ percent }: { readonly percent: number }) => (
  <span
    aria-hidden="true"
    className="ms-3 me-auto block h-1 w-6 shrink-0 overflow-hidden rounded-full bg-line"
  >
    <span className="block h-full bg-fg-muted" style={{ width: `${Math.min(100, percent)}%` }} />
  </span>
);

const Unread = () => (
  <>
    <span aria-hidden="true" className="skeleton ms-auto block h-3 w-10" />
    <span className="sr-only">{strings.reading}</span>
  </>
);

const NoUse = ({ why }: { readonly why: string }) => (
  <span className="text-fg-muted" title={why}>
    <span aria-hidden="true">–</span>
    <span className="sr-only">{strings.none}</span>
  </span>
);

function whyNot(state: Exclude<UsageState, { kind: "known" | "unread" }>): string {
  if (state.kind === "none") return strings.noSample;
  const { message } = state.failure;
  return state.kind === "failed" ? strings.failed(message) : strings.absent(message);
}
