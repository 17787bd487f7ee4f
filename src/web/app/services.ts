import type { QueryClient } from "@tanstack/react-query";
import type { ConsoleEndpointName } from "#contract/endpoints.ts";
import { UPSTREAM_META, UPSTREAM_URL_META } from "#contract/console-info.ts";
import { findingsPlace } from "#query/capability-memory.ts";
import { rememberedCapabilities } from "#query/known-capabilities.ts";
import { quotaOptions, readNewEvents, templatesOptions } from "#web/data/account.ts";
import { createActions } from "#web/data/actions.ts";
import { createQueryClient } from "#web/data/query-client.ts";
import { failureFrom, loadPart } from "#web/data/request.ts";
import { createUnserved } from "#web/data/unserved.ts";
import { listPageOptions, sandboxDetailOptions } from "#web/data/sandboxes.ts";
import { createControl } from "#web/fleet/control.ts";
import { createFleet } from "#web/fleet/fleet.ts";
import { createKillJobs } from "#web/fleet/kill-job.ts";
import { createLazyRegex } from "#web/fleet/lazy-regex.ts";
import { createSelection } from "#web/fleet/selection.ts";
import { asGroup, asSort, groupedSort } from "#web/fleet/sort.ts";
import { createTemplateNames } from "#web/fleet/template-names.ts";
import type { FleetServices } from "#web/fleet/use-fleet.ts";
import { pageStart, systemClock } from "#web/lib/clock.ts";
import { upstreamTime } from "#web/lib/upstream-time.ts";
import { metaContent } from "#web/lib/meta-content.ts";
import { browserStorage, createPrefs, createTheme, pageColumns } from "#web/prefs/prefs.ts";
import { createRecents } from "#web/prefs/recents.ts";
import { createRecentQueries } from "#web/prefs/recent-queries.ts";
import type { PrefsServices } from "#web/prefs/use-prefs.ts";
import { createViews } from "#web/prefs/views.ts";
import { createViewStore, type ViewStore } from "#web/view/view-store.ts";
import { startProbing } from "./probing.ts";

/** Everything the page is made of besides React, put together once. */
export interface Services {
  readonly queryClient: QueryClient;
  readonly fleet: FleetServices;
  readonly view: ViewStore;
  readonly prefs: PrefsServices;
}

const endpointOf = {
  kill: "killSandbox",
  pause: "pauseSandbox",
  resume: "connectSandbox",
  extend: "setTimeout",
  create: "createSandbox",
  read: "getSandbox",
} as const satisfies Record<string, ConsoleEndpointName>;

/** Composes the stores and starts reading what the URL asks for. */
export function createServices(browser: Window): Services {
  const upstream = metaContent(browser.document, UPSTREAM_META);
  const url = metaContent(browser.document, UPSTREAM_URL_META);
  const now = pageStart(browser.performance);
  const queryClient = createQueryClient();
  const storage = browserStorage(browser);
  const memory = { storage, browser };
  const unserved = createUnserved({ upstream: { name: upstream, url }, storage, ownNow: Date.now });
  const prefs = {
    prefs: createPrefs(memory, upstream),
    theme: createTheme(memory, browser.document.documentElement),
    views: createViews(memory, upstream),
    recentQueries: createRecentQueries(memory, upstream, systemClock.now),
    recents: createRecents(memory, upstream),
  };
  const view = createViewStore(browser, pageColumns(prefs.prefs));

  const regex = createLazyRegex(async () => {
    const { createRegexService } = await import("#web/fleet/regex-service.ts");
    return createRegexService({ clock: systemClock });
  }, systemClock);
  const templateNames = createTemplateNames(() => queryClient.fetchQuery(templatesOptions(upstream)));
  const readDetail = (id: string) =>
    queryClient.fetchQuery({ ...sandboxDetailOptions(upstream, id), staleTime: 0 });
  const fleet = createFleet({
    readPage: (filter, cursor, signal) => {
      const options = listPageOptions(upstream, filter, cursor);
      signal.addEventListener("abort", () => void queryClient.cancelQueries({ queryKey: options.queryKey }), {
        once: true,
      });
      return queryClient.fetchQuery(options);
    },
    readDetail,
    readEvents: (since, signal) => unserved.ask("events", () => readNewEvents(upstream, since, signal)),
    loadUpkeep: async () =>
      (await loadPart("listSandboxes", () => import("#web/fleet/upkeep.ts"))).createUpkeep,
    loadLookups: async () => (await import("#web/fleet/lookups.ts")).createLookups,
    failureOf: (error) => failureFrom(error, "listSandboxes"),
    clock: systemClock,
    capabilities: rememberedCapabilities({
      ...{ name: upstream, url, now },
      kept: storage?.getItem(findingsPlace(upstream)) ?? null,
    }),
    regex,
    templateNames,
    firstNow: now,
  });
  const control = createControl({
    fleet,
    actions: createActions(upstream),
    readDetail,
    failureOf: (error, action) => failureFrom(error, endpointOf[action]),
  });

  const showView = () => {
    const { query, sort } = view.get();
    const group = asGroup(view.get().group);
    fleet.show(query, groupedSort(group, asSort(sort)), group);
  };
  let shown = view.get();
  prefs.recentQueries.use(view.get().query);
  view.subscribe(() => {
    const next = view.get();
    if (next.query !== shown.query) prefs.recentQueries.use(next.query);
    if (next.query !== shown.query || next.sort !== shown.sort || next.group !== shown.group) showView();
    shown = next;
  });
  showView();
  // What was asked for by a clock that is wrong is asked for anew.
  upstreamTime.subscribe(fleet.clockChanged);

  const applyInterval = () => {
    const { refreshSeconds } = prefs.prefs.get();
    fleet.setInterval(refreshSeconds === 0 ? undefined : refreshSeconds * 1000);
  };
  prefs.prefs.subscribe(applyInterval);
  applyInterval();
  browser.document.addEventListener("visibilitychange", () => fleet.setActive(!browser.document.hidden));
  fleet.setActive(!browser.document.hidden);

  const loadUsage = () =>
    import("./usage.ts").then(
      ({ startUsage }) => startUsage({ document: browser.document, upstream, fleet, prefs: prefs.prefs }),
      () => undefined,
    );
  let usage: ReturnType<typeof loadUsage> | undefined;

  return {
    queryClient,
    fleet: {
      upstream,
      fleet,
      unserved,
      control,
      killJobs: createKillJobs(control, systemClock, {
        context: fleet.matchContext,
        subscribe: (listener) => {
          const stops = [regex.subscribe(listener), templateNames.subscribe(listener)];
          return () => {
            for (const stop of stops) stop();
          };
        },
      }),
      selection: createSelection(),
      loadProber: startProbing({
        ...{ browser, storage, fleet },
        upstream: { name: upstream, url },
        onAgain: () => {
          unserved.forget();
          void queryClient.invalidateQueries({ queryKey: quotaOptions(upstream).queryKey });
        },
      }),
      loadUsage: () => (usage ??= loadUsage()),
    },
    view,
    prefs,
  };
}
