import type { SandboxDetail } from "#contract/sandbox.ts";
import type { FleetRow } from "#web/fleet/row.ts";
import { detailsStrings } from "#web/strings/details.ts";
import { Fact } from "./fact.tsx";
import { Deadline, Started } from "./moments.tsx";
import { StateWord } from "./state-word.tsx";

interface FactsProps {
  readonly row: FleetRow;
  /** Absent until the sandbox's own reading is here. */
  readonly detail: SandboxDetail | undefined;
  readonly isLoading: boolean;
}

/** All fields but the metadata, each with a copy button. */
export function Facts({ row, detail, isLoading }: FactsProps) {
  const { lifecycle, network } = detail ?? {};
  const rest = (term: string, text: string | undefined) => (
    <Fact term={term} text={text} isLoading={isLoading && !detail} />
  );
  return (
    <section aria-label={detailsStrings.facts}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4">
        <Fact term={detailsStrings.state} text={row.state}>
          <StateWord state={row.state} />
        </Fact>
        <Started row={row} />
        <Deadline row={row} />
        <Fact term={detailsStrings.template} text={row.templateID} isCode />
        {row.alias && <Fact term={detailsStrings.alias} text={row.alias} isCode />}
        <Fact term={detailsStrings.cpu} text={detailsStrings.vcpu(row.cpuCount)} />
        <Fact term={detailsStrings.memory} text={detailsStrings.mebibytes(row.memoryMB)} />
        <Fact
          term={detailsStrings.disk}
          text={typeof row.diskSizeMB === "number" ? detailsStrings.mebibytes(row.diskSizeMB) : undefined}
        />
        {rest(detailsStrings.atTimeout, timeoutWords(lifecycle?.onTimeout))}
        {rest(detailsStrings.autoResume, yesNo(lifecycle?.autoResume))}
        {rest(detailsStrings.internet, yesNo(detail?.allowInternetAccess))}
        {rest(detailsStrings.allowOut, listed(network?.allowOut))}
        {rest(detailsStrings.denyOut, listed(network?.denyOut))}
        {rest(detailsStrings.publicTraffic, yesNo(network?.allowPublicTraffic))}
        {rest(detailsStrings.domain, detail?.domain || undefined)}
        <Fact term={detailsStrings.daemon} text={row.envdVersion || undefined} isCode />
        <Fact
          term={detailsStrings.volumes}
          text={listed(row.volumeMounts?.map(({ name, path }) => detailsStrings.volume(name, path)))}
        />
      </dl>
    </section>
  );
}

const yesNo = (flag: boolean | null | undefined): string | undefined =>
  typeof flag === "boolean" ? (flag ? detailsStrings.yes : detailsStrings.no) : undefined;

const listed = (texts: readonly string[] | null | undefined): string | undefined =>
  texts && texts.length > 0 ? texts.join(", ") : undefined;

/** Another policy than those we know is shown as it came. */
function timeoutWords(onTimeout: string | undefined): string | undefined {
  return onTimeout === "kill" || onTimeout === "pause" ? detailsStrings.onTimeout[onTimeout] : onTimeout;
}
