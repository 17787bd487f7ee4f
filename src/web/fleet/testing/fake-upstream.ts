import type { Template } from "#contract/account.ts";
import type { Failure } from "#contract/failure.ts";
import type { ListFilter } from "#contract/list-query.ts";
import type { Metadata } from "#contract/metadata.ts";
import type { ListedSandbox, SandboxDetail } from "#contract/sandbox.ts";
import { microsToTimestamp } from "#contract/timestamp.ts";
import type { SandboxActions } from "#web/data/actions.ts";
import { RequestFailed, type Reply } from "#web/data/request.ts";
import type { ListPage } from "#web/data/sandboxes.ts";
import type { Clock } from "#web/lib/clock.ts";
import type { ReadEvents } from "../lazy-upkeep.ts";
import { createFakeEvents, type FakeEventOptions } from "./fake-events.ts";
import { fakeList, fakePage, fakeTemplates, type FakeListOptions } from "./fake-list.ts";

/** A list request as the fake upstream saw it. */
export interface SeenRequest {
  readonly filter: ListFilter;
  readonly cursor: string | undefined;
}

/** An upstream in memory: keyset pages, newest first, as the contract says (4.4). Replies hold what was true when asked. */
export interface FakeUpstream {
  readonly readPage: (
    filter: ListFilter,
    cursor: string | undefined,
    signal: AbortSignal,
  ) => Promise<ListPage>;
  readonly readTemplates: () => Promise<readonly Template[]>;
  readonly templateReads: () => number;
  readonly readDetail: (id: string) => Promise<Reply<SandboxDetail>>;
  readonly readEvents: ReadEvents;
  /** How often events were asked for. */
  readonly eventReads: () => number;
  readonly actions: SandboxActions;
  /** Creates and gives the id. */
  readonly create: (facts?: NewFacts) => string;
  readonly createMany: (count: number) => readonly string[];
  /** Somebody else's kill. */
  readonly kill: (id: string) => void;
  readonly setState: (id: string, state: string) => void;
  readonly setDeadline: (id: string, at: number) => void;
  /** Starts again, which moves it to the head of every list. */
  readonly restart: (id: string) => void;
  /** As if it had started then, milliseconds since 1970. */
  readonly setStart: (id: string, at: number) => void;
  /** All there are, newest first. */
  readonly all: () => readonly ListedSandbox[];
  /** Ids that match, in the list's order. */
  readonly ids: (filter?: ListFilter) => readonly string[];
  readonly state: (id: string) => string | undefined;
  readonly requests: readonly SeenRequest[];
  /** The ids of the single readings asked for. */
  readonly detailReads: readonly string[];
  readonly forgetRequests: () => void;
  /** Makes list requests wait until `deliver`. */
  readonly holdReplies: (held: boolean) => void;
  /** Hands out the replies that wait, oldest first. */
  readonly deliver: () => void;
  /** Reading this one alone fails. */
  readonly failDetail: (id: string, fails: boolean) => void;
  readonly failLists: (failure: Failure | undefined) => void;
  readonly failEvents: (failure: Failure | undefined) => void;
  /** Every request fails with this until told otherwise. */
  readonly failWith: (failure: Failure | undefined) => void;
}

interface NewFacts {
  readonly metadata?: Metadata;
  readonly state?: string;
  readonly templateID?: string;
}

const everything: ListFilter = { metadata: [] };

export interface FakeUpstreamOptions extends FakeListOptions {
  /** How lifecycle events are served; absent, they are not. */
  readonly events?: FakeEventOptions;
  /** Makes of a true page what it answers instead; throws what it fails with. */
  readonly lie?: (page: ListPage, request: SeenRequest) => ListPage;
}

export function createFakeUpstream(clock: Clock, options: FakeUpstreamOptions = {}): FakeUpstream {
  const sandboxes = new Map<string, ListedSandbox>();
  let requests: SeenRequest[] = [];
  let detailReads: string[] = [];
  let waiting: (() => void)[] = [];
  let held = false;
  let failure: Failure | undefined;
  let listFailure: Failure | undefined;
  let eventFailure: Failure | undefined;
  const broken = new Set<string>();
  let created = 0;
  const events = createFakeEvents(clock, options.events);
  let templateReads = 0;
  let startedMicros = clock.now() * 1000;

  const nextStart = () => microsToTimestamp((startedMicros += 1));
  const { lie = (truth: ListPage) => truth } = options;
  const page = (filter: ListFilter, cursor: string | undefined): ListPage =>
    lie(
      { ...fakePage([...sandboxes.values()], filter, cursor, options), requestedAt: clock.stamp() },
      { filter, cursor },
    );

  /** Answers with what is true now, at once or when delivered. */
  async function answer<T>(value: () => T): Promise<T> {
    if (failure) throw new RequestFailed(failure);
    const reply = value();
    if (!held) return reply;
    return new Promise((resolve) => waiting.push(() => resolve(reply)));
  }

  const notFound: Failure = { kind: "not-found", endpoint: "getSandbox", status: 404, message: "not found" };
  const overloaded: Failure = {
    kind: "upstream",
    endpoint: "getSandbox",
    status: 500,
    message: "overloaded",
  };
  function existing(id: string): ListedSandbox {
    const sandbox = sandboxes.get(id);
    if (!sandbox) throw new RequestFailed(notFound);
    return sandbox;
  }
  const change = (id: string, part: Partial<ListedSandbox>) => {
    sandboxes.set(id, { ...existing(id), ...part });
  };

  const create: FakeUpstream["create"] = ({ metadata = [], state = "running", templateID = "base" } = {}) => {
    created += 1;
    const sandboxID = `i${String(created).padStart(5, "0")}`;
    sandboxes.set(sandboxID, {
      sandboxID,
      templateID,
      startedAt: nextStart(),
      endAt: microsToTimestamp((clock.now() + 600_000) * 1000),
      cpuCount: 2,
      memoryMB: 512,
      state,
      metadata,
    });
    events.add(sandboxID, "create");
    return sandboxID;
  };

  return {
    readPage: (filter, cursor, signal) => {
      requests.push({ filter, cursor });
      if (listFailure) return Promise.reject(new RequestFailed(listFailure));
      const reply = answer(() => page(filter, cursor));
      return new Promise((resolve, reject) => {
        const abort = () => reject(new DOMException("aborted", "AbortError"));
        signal.addEventListener("abort", abort);
        reply.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
      });
    },
    readTemplates: () => {
      templateReads += 1;
      return answer(() => fakeTemplates);
    },
    templateReads: () => templateReads,
    readDetail: async (id) => {
      detailReads.push(id);
      if (broken.has(id)) throw new RequestFailed(overloaded);
      if (failure) throw new RequestFailed(failure);
      return { value: existing(id), status: 200, headers: new Headers(), requestedAt: clock.stamp() };
    },
    readEvents: async (since) => events.read(since, failure ?? eventFailure),
    eventReads: events.reads,
    actions: {
      kill: async (id) => {
        if (failure) throw new RequestFailed(failure);
        existing(id);
        sandboxes.delete(id);
      },
      pause: async (id) => change(id, { state: "paused" }),
      resume: async (id) => change(id, { state: "running", startedAt: nextStart() }),
      extend: async (id) => change(id, { endAt: microsToTimestamp((clock.now() + 3_600_000) * 1000) }),
      create: async (body) => {
        if (failure) throw new RequestFailed(failure);
        const sandboxID = create({ metadata: Object.entries(body.metadata ?? {}) });
        return { sandboxID, templateID: body.templateID };
      },
    },
    create,
    createMany: (count) => Array.from({ length: count }, () => create()),
    kill: (id) => {
      sandboxes.delete(id);
      events.add(id, "delete");
    },
    setState: (id, state) => {
      change(id, { state });
      if (state === "paused") events.add(id, "pause");
    },
    setDeadline: (id, at) => {
      change(id, { endAt: microsToTimestamp(at * 1000) });
      events.add(id, "timeout");
    },
    restart: (id) => {
      change(id, { startedAt: nextStart() });
      events.add(id, "resume");
    },
    setStart: (id, at) => change(id, { startedAt: microsToTimestamp(at * 1000) }),
    all: () => fakeList(sandboxes.values(), everything),
    ids: (filter = everything) => fakeList(sandboxes.values(), filter).map(({ sandboxID }) => sandboxID),
    state: (id) => sandboxes.get(id)?.state,
    get requests() {
      return requests;
    },
    get detailReads() {
      return detailReads;
    },
    forgetRequests: () => {
      detailReads = [];
      requests = [];
    },
    holdReplies: (next) => {
      held = next;
    },
    deliver: () => {
      const ready = waiting;
      waiting = [];
      for (const hand of ready) hand();
    },
    failDetail: (id, fails) => {
      if (fails) broken.add(id);
      else broken.delete(id);
    },
    failLists: (next) => {
      listFailure = next;
    },
    failEvents: (next) => {
      eventFailure = next;
    },
    failWith: (next) => {
      failure = next;
    },
  };
}
