import type { Failure } from "#contract/failure.ts";
import type { ListFilter } from "#contract/list-query.ts";
import type { Capabilities } from "#query/capabilities.ts";
import {
  capabilitiesOf,
  findingsPlace,
  isDue,
  readFindings,
  writeFindings,
  type RememberedFindings,
} from "#query/capability-memory.ts";
import type { Clock } from "#web/lib/clock.ts";
import { createStore, type ReadableStore } from "#web/lib/store.ts";
import type { Fleet } from "./fleet-store.ts";
import {
  judge,
  nextProbe,
  probeSubject,
  type Evidence,
  type ProbeReply,
  type ProbeSubject,
} from "./probes.ts";

/** What is known of what the upstream does. */
export interface ProberState {
  /** Absent where nothing was found yet. */
  readonly remembered: RememberedFindings | undefined;
  readonly isProbing: boolean;
  /** Why the last probing ended early. */
  readonly failure: Failure | undefined;
  /** There was no sandbox to ask about. */
  readonly isEmpty: boolean;
}

/** Finds out what an upstream does with a list request, by asking it about sandboxes that are there. */
export interface Prober extends ReadableStore<ProberState> {
  /** Probes unless it is known already. */
  readonly probeIfDue: () => void;
  readonly probeAgain: () => void;
}

/** Whether somebody can see the page. */
export interface Visibility {
  readonly isVisible: () => boolean;
  /** Calls back once, when it is visible again. */
  readonly onceVisible: (callback: () => void) => void;
}

export interface ProberDependencies {
  readonly upstream: { readonly name: string; readonly url: string };
  readonly fleet: Pick<Fleet, "get">;
  /** Told what may be asked of the upstream from now on. */
  readonly onFound: (capabilities: Capabilities) => void;
  /** Told when somebody wants to know anew. */
  readonly onAgain: () => void;
  /** Reads the first row of a list. */
  readonly readOne: (filter: ListFilter) => Promise<ProbeReply>;
  readonly failureOf: (error: unknown) => Failure;
  readonly storage: Pick<Storage, "getItem" | "setItem"> | undefined;
  readonly clock: Clock;
  /** Milliseconds since 1970 by this computer, wherever the upstream's clock is: what is remembered is read before that can be known. */
  readonly ownNow: () => number;
  readonly visibility: Visibility;
  /** The id of a template that nobody has. */
  readonly noTemplate: () => string;
}

/** The upstream's own answer to the question, as opposed to none: asked again it would say the same. */
const isRefusal = ({ kind }: Failure): boolean => ["invalid", "not-found", "not-offered"].includes(kind);

/** One question after the other, none while nobody looks; an error ends it, and nothing is repeated. */
export function createProber({
  upstream,
  fleet,
  onFound,
  onAgain,
  readOne,
  failureOf,
  storage,
  clock,
  ownNow,
  visibility,
  noTemplate,
}: ProberDependencies): Prober {
  const place = findingsPlace(upstream.name);
  const recall = () => readFindings(upstream.url, storage?.getItem(place) ?? null, ownNow());
  const store = createStore<ProberState>({
    remembered: recall(),
    ...{ isProbing: false, failure: undefined, isEmpty: false },
  });
  const change = (part: Partial<ProberState>) => store.set({ ...store.get(), ...part });

  function remember(remembered: RememberedFindings): void {
    change({ remembered });
    try {
      storage?.setItem(place, writeFindings(upstream.url, remembered));
    } catch {
      // A full storage: it holds as long as the page does.
    }
    onFound(capabilitiesOf(remembered.findings));
  }

  async function probe(): Promise<void> {
    const subject = probeSubject(fleet.get().rows, clock.now(), noTemplate());
    change({ isEmpty: subject === undefined, failure: undefined });
    if (!subject) return;
    change({ isProbing: true });
    const { evidence, failure } = await ask(subject);
    change({ isProbing: false, failure });
    if (!failure || isRefusal(failure)) remember({ findings: judge(subject, evidence), at: ownNow() });
  }

  async function ask(subject: ProbeSubject): Promise<{ evidence: Evidence; failure: Failure | undefined }> {
    let evidence: Evidence = {};
    for (let next = nextProbe(subject, evidence); next; next = nextProbe(subject, evidence)) {
      if (!visibility.isVisible()) await new Promise<void>((seen) => visibility.onceVisible(seen));
      // Whoever cannot answer the list is not asked for more.
      const failure = fleet.get().trouble?.failure;
      if (failure) return { evidence, failure };
      try {
        const reply = await readOne(next.filter);
        evidence = { ...evidence, [next.name]: reply };
      } catch (error) {
        return { evidence, failure: failureOf(error) };
      }
    }
    return { evidence, failure: undefined };
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    probeIfDue: () => {
      if (store.get().isProbing) return;
      // Another page may have asked in the meantime.
      const remembered = recall();
      if (isDue(remembered, ownNow())) void probe();
      else if (remembered) remember(remembered);
    },
    probeAgain: () => {
      if (store.get().isProbing) return;
      onAgain();
      void probe();
    },
  };
}
