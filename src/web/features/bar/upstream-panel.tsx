import { use, useSyncExternalStore, type ReactNode } from "react";
import type { ConsoleInfo } from "#contract/console-info.ts";
import { Button } from "#web/design/button.tsx";
import { Modal } from "#web/design/modal.tsx";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { upstreamTime } from "#web/lib/upstream-time.ts";
import { useStore } from "#web/lib/use-store.ts";
import { barStrings } from "#web/strings/bar.ts";
import { upstreamStrings } from "#web/strings/upstream.ts";
import { upstreamAbilities } from "./upstream-abilities.ts";

interface UpstreamPanelProps {
  readonly upstream: ConsoleInfo["upstream"];
  readonly onClose: () => void;
}

/** What the upstream is, why it was chosen, and what it does with a list request, as far as that is known. */
export function UpstreamPanel({ upstream, onClose }: UpstreamPanelProps) {
  const { fleet, loadProber } = useFleetServices();
  const prober = use(loadProber());
  const { remembered, isProbing, failure, isEmpty } = useStore(prober);
  const facts = useStore(fleet.facts);
  const ahead = useSyncExternalStore(upstreamTime.subscribe, upstreamTime.ahead);
  const isLocal = upstream.kind === "local";
  const outcome = isProbing
    ? upstreamStrings.probing
    : failure
      ? upstreamStrings.failed(failure.message)
      : isEmpty && upstreamStrings.empty;

  return (
    <Modal
      title={upstreamStrings.title}
      size="medium"
      onClose={onClose}
      footer={
        <>
          <output className="min-w-0 flex-1 text-fg-muted">{outcome}</output>
          <Button
            icon="refresh"
            disabledReason={isLocal ? upstreamStrings.local : undefined}
            onClick={prober.probeAgain}
          >
            {upstreamStrings.probeAgain}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {upstreamStrings.done}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
          <Fact name={upstreamStrings.kind}>{barStrings.kind(upstream.kind)}</Fact>
          <Fact name={upstreamStrings.address}>
            <span className="font-mono text-grid break-all">{upstream.url}</span>
          </Fact>
          <Fact name={upstreamStrings.reason}>{upstream.reason}</Fact>
          {ahead !== 0 && <Fact name={upstreamStrings.clock}>{upstreamStrings.clockDiffers(ahead)}</Fact>}
        </dl>
        <table className="w-full text-grid">
          <caption className="pb-2 text-start text-sm font-semibold">{upstreamStrings.tableName}</caption>
          <thead>
            <tr className="border-b border-line-strong text-start text-fg-muted">
              {[upstreamStrings.ability, upstreamStrings.known, upstreamStrings.observed].map((header) => (
                <th key={header} scope="col" className="py-1 pe-3 text-start font-medium">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {upstreamAbilities(facts, isLocal ? "certain" : remembered).map(({ ability, known, seen }) => (
              <tr key={ability} className="border-b border-line align-top">
                <th scope="row" className="py-1 pe-3 text-start font-normal">
                  {upstreamStrings.abilities[ability]}
                </th>
                <td className="py-1 pe-3">{known}</td>
                <td className="py-1 text-fg-muted">{seen}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="text-fg-muted">{upstreamStrings.promise}</p>
      </div>
    </Modal>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-fg-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
