import { useMemo } from "react";
import { classNames } from "#web/design/class-names.ts";
import type { FleetRow } from "#web/fleet/row.ts";
import { shortDuration } from "#web/lib/duration.ts";
import { killStrings } from "#web/strings/kill.ts";
import { summarize, type Share } from "./kill-summary.ts";

interface SummaryViewProps {
  readonly rows: readonly FleetRow[];
  /** The moment ages are counted to, milliseconds since 1970. */
  readonly openedAt: number;
}

/** What the sandboxes are, at a glance: states, ages, and the keys that tell them apart, with the few marked. */
export function SummaryView({ rows, openedAt }: SummaryViewProps) {
  const summary = useMemo(() => summarize(rows), [rows]);
  const age = (micros: number) => shortDuration(openedAt / 1000 - micros / 1_000_000);
  return (
    <section className="flex flex-col gap-1">
      <h3 className="font-medium">{killStrings.whatTheyAre}</h3>
      <dl className="grid grid-cols-[minmax(0,auto)_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1">
        <dt className="text-fg-muted">{killStrings.states}</dt>
        <dd>
          <Shares shares={summary.states} />
        </dd>
        <dt className="text-fg-muted">{killStrings.ages}</dt>
        <dd>{killStrings.ageRange(age(summary.youngestStartMicros), age(summary.oldestStartMicros))}</dd>
        {summary.keys.map(({ key, shares }) => (
          <div key={key} className="contents">
            <dt className="truncate font-mono text-grid text-fg-muted">
              <bdi>{key}</bdi>
            </dt>
            <dd>
              <Shares shares={shares} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Values with their counts; a minority stands out by weight, border and a sign, not by colour alone. */
function Shares({ shares }: { readonly shares: readonly Share[] }) {
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1">
      {shares.map(({ value, count, isMinority }) => (
        <li
          key={value === undefined ? "absent" : `=${value}`}
          className={classNames(
            "inline-flex max-w-full items-baseline gap-1.5",
            isMinority && "rounded-chip border border-line-strong bg-bg-selected px-1.5 font-semibold",
          )}
        >
          {value ? (
            <bdi className="truncate font-mono text-grid">{value}</bdi>
          ) : (
            <i className="text-fg-muted">{value === "" ? killStrings.emptyValue : killStrings.absentValue}</i>
          )}
          <span>{killStrings.share(count)}</span>
        </li>
      ))}
    </ul>
  );
}
