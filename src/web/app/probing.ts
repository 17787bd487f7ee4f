import { isDue, readFindings, findingsPlace } from "#query/capability-memory.ts";
import { failureFrom } from "#web/data/request.ts";
import { readFirstRow } from "#web/data/sandboxes.ts";
import type { Fleet } from "#web/fleet/fleet-store.ts";
import type { Prober } from "#web/fleet/prober.ts";
import { systemClock } from "#web/lib/clock.ts";

interface ProbingParts {
  readonly browser: Window;
  readonly storage: Storage | undefined;
  readonly upstream: { readonly name: string; readonly url: string };
  readonly fleet: Fleet;
  /** Told when somebody wants to know anew what the upstream does. */
  readonly onAgain: () => void;
}

/**
 * Has the upstream probed once the first rows are shown and nothing else is to do, unless it is known or is our own engine.
 * @returns loads what probes, which nobody needs before; always the same one
 */
export function startProbing({
  browser,
  storage,
  upstream,
  fleet,
  onAgain,
}: ProbingParts): () => Promise<Prober> {
  let loading: Promise<Prober> | undefined;
  const load = async (): Promise<Prober> => {
    const { createProber } = await import("#web/fleet/prober.ts");
    return createProber({
      ...{ upstream, fleet, storage, clock: systemClock, ownNow: Date.now },
      readOne: (filter) => readFirstRow(upstream.name, filter),
      failureOf: (error) => failureFrom(error, "listSandboxes"),
      onFound: fleet.setCapabilities,
      onAgain,
      visibility: {
        isVisible: () => !browser.document.hidden,
        onceVisible: (callback) =>
          browser.document.addEventListener("visibilitychange", callback, { once: true }),
      },
      noTemplate: () => browser.crypto.randomUUID().replaceAll("-", "").slice(0, 20),
    });
  };
  const loadOnce = () => (loading ??= load());

  const known = readFindings(
    upstream.url,
    storage?.getItem(findingsPlace(upstream.name)) ?? null,
    Date.now(),
  );
  if (upstream.name === "local" || !isDue(known, Date.now())) return loadOnce;
  const stop = fleet.subscribe(() => {
    const { rows, trouble } = fleet.get();
    if (rows.length === 0 || trouble) return;
    stop();
    browser.requestIdleCallback(
      // Whoever opens the panel is told when the script cannot be had.
      () =>
        void loadOnce().then(
          (prober) => prober.probeIfDue(),
          () => undefined,
        ),
      { timeout: 3_000 },
    );
  });
  return loadOnce;
}
