import type { SandboxDetail } from "#contract/sandbox.ts";
import type { FleetRow } from "#web/fleet/row.ts";
import { detailsStrings } from "#web/strings/details.ts";
import { Fact } from "./fact.tsx";
import { Deadline, ReportedEnd, Started } from "./moments.tsx";
import { StateWord } from "./state-word.tsx";

interface FactsProps {
  readonly row: FleetRow;
  /** Absent until the sandbox's own reading is here. */
  readonly detail: SandboxDetail | undefined;
  readonly isLoading: boolean;
}

const grid = "grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4";

/** What changes: state, start and deadline. Of a sandbox that is gone, what they were. */
export function LifeFacts({ row, isGone }: { readonly row: FleetRow; readonly isGone: boolean }) {
  return (
    <section aria-label={detailsStrings.life}>
      <dl className={grid}>
        <Fact term={isGone ? detailsStrings.lastState : detailsStrings.state} text={row.state}>
          {isGone ? row.state : <StateWord state={row.state} />}
        </Fact>
        <Started row={row} />
        {row.state === "running" && !isGone ? <Deadline row={row} /> : <ReportedEnd row={row} />}
      </dl>
    </section>
  );
}

/** What it is made of and may do, each field with a copy button. Lists that are empty take no room. */
export function Facts({ row, detail, isLoading }: FactsProps) {
  const { lifecycle, network } = detail ?? {};
  const later = { isLoading: isLoading && !detail };
  const volumes = row.volumeMounts?.map(({ name, path }) => detailsStrings.volume(name, path));
  return (
    <section className="flex flex-col gap-1">
      <h3 className="font-semibold">{detailsStrings.facts}</h3>
      <dl className={grid}>
        <Fact term={detailsStrings.template} text={row.templateID} isCode />
        {row.alias && <Fact term={detailsStrings.alias} text={row.alias} isCode />}
        <Fact term={detailsStrings.cpu} text={detailsStrings.vcpu(row.cpuCount)} />
        <Fact term={detailsStrings.memory} text={detailsStrings.mebibytes(row.memoryMB)} />
        <Fact
          term={detailsStrings.disk}
          text={typeof row.diskSizeMB === "number" ? detailsStrings.mebibytes(row.diskSizeMB) : undefined}
        />
        <Fact term={detailsStrings.daemon} text={row.envdVersion || undefined} isCode />
        <Fact term={detailsStrings.atTimeout} text={timeoutWords(lifecycle?.onTimeout)} {...later} />
        {/* Its copy button must not be found by who looks for "Resume". */}
        <Fact
          term={detailsStrings.autoResume}
          copyName={detailsStrings.wakes}
          text={yesNo(lifecycle?.autoResume)}
          {...later}
        />
        <Fact term={detailsStrings.internet} text={yesNo(detail?.allowInternetAccess)} {...later} />
        <WhereTold term={detailsStrings.publicTraffic} text={yesNo(network?.allowPublicTraffic)} />
        <WhereTold term={detailsStrings.allowOut} text={listed(network?.allowOut)} />
        <WhereTold term={detailsStrings.denyOut} text={listed(network?.denyOut)} />
        <WhereTold term={detailsStrings.domain} text={detail?.domain || undefined} />
        <WhereTold term={detailsStrings.volumes} text={listed(volumes)} />
      </dl>
    </section>
  );
}

function WhereTold({ term, text }: { readonly term: string; readonly text: string | undefined }) {
  return text === undefined ? null : <Fact term={term} text={text} />;
}

const yesNo = (flag: boolean | null | undefined): string | undefined =>
  typeof flag === "boolean" ? (flag ? detailsStrings.yes : detailsStrings.no) : undefined;

const listed = (texts: readonly string[] | null | undefined): string | undefined =>
  texts && texts.length > 0 ? texts.join(", ") : undefined;

/** Another policy than those we know is shown as it came. */
function timeoutWords(onTimeout: string | undefined): string | undefined {
  return onTimeout === "kill" || onTimeout === "pause" ? detailsStrings.onTimeout[onTimeout] : onTimeout;
}
