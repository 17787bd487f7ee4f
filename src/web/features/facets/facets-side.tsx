import { lazy, memo, useEffect, useState, useSyncExternalStore } from "react";
import { LazyPart } from "#web/design/lazy-part.tsx";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { facetsBarStrings as strings } from "#web/strings/facets-bar.ts";

const FacetsPanel = lazy(async () => ({ default: (await import("./facets-panel.tsx")).FacetsPanel }));

interface FacetsSideProps {
  readonly id: string;
  /** The same function always. */
  readonly onSkip: () => void;
}

/** The facets beside the table. The room is theirs from the start; they come once the first rows are painted. */
export const FacetsSide = memo(function FacetsSide({ id, onSkip }: FacetsSideProps) {
  const { fleet } = useFleetServices();
  // Told by the words alone, so that rows coming in draw nothing again here.
  const end = useSyncExternalStore(fleet.subscribe, () => fleet.get().end);
  const hasFailed = useSyncExternalStore(fleet.subscribe, () => fleet.get().trouble !== undefined);
  // Another list is not read at first either, but then the facets stand.
  const [isReady, setReady] = useState(false);
  const mayLoad = isReady || end !== "unread";
  useEffect(() => {
    if (!mayLoad) return;
    // Not before the first rows are painted, also where they were read before this was drawn: until then their script is all that is fetched.
    const handle = requestIdleCallback(() => setReady(true), { timeout: 1_000 });
    return () => cancelIdleCallback(handle);
  }, [mayLoad]);
  // As high as the table, however many there are.
  return (
    <section
      id={id}
      aria-label={strings.panel}
      className="w-60 shrink-0 overflow-y-auto border-e border-line bg-bg [contain:size] [scrollbar-gutter:stable]"
    >
      <button
        type="button"
        className="sr-only focus:not-sr-only focus:m-2 focus:rounded-chip focus:px-2 focus:text-xs focus:text-accent focus:underline"
        onClick={onSkip}
      >
        {strings.skip}
      </button>
      <LazyPart fallback={<Skeleton />}>
        {isReady ? <FacetsPanel /> : hasFailed ? <NoCounts /> : <Skeleton />}
      </LazyPart>
    </section>
  );
});

/** The list could not be read, so there is nothing on its way. */
const NoCounts = () => <p className="px-3 pt-2 pb-1 text-xs text-fg-muted">{strings.noCounts}</p>;

/** Groups on their way. */
function Skeleton() {
  return (
    <div aria-hidden="true" className="flex flex-col gap-3 p-3">
      {["w-16", "w-40", "w-32", "w-24", "w-36"].map((width) => (
        <div key={width} className={`skeleton h-3 ${width}`} />
      ))}
    </div>
  );
}
