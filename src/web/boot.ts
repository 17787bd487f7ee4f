import { requestPath } from "#contract/endpoints.ts";
import { UPSTREAM_META, UPSTREAM_URL_META } from "#contract/console-info.ts";
import { listSearch } from "#contract/list-query.ts";
import { parse } from "#query/parse.ts";
import { findingsPlace } from "#query/capability-memory.ts";
import { rememberedCapabilities } from "#query/known-capabilities.ts";
import { plan } from "#query/plan.ts";
import { pageStart } from "#web/lib/clock.ts";
import { THEME_KEY, applyTheme, isTheme } from "#web/lib/theme.ts";
import { leaveFirstRequest } from "#web/lib/first-request.ts";
import { metaContent } from "#web/lib/meta-content.ts";

/**
 * The page's own small entry: it sets the theme before the first paint and sends the first list request while the application's
 * scripts are still on their way, so that the two downloads overlap.
 */
function boot(): void {
  const theme = readKept(THEME_KEY);
  if (isTheme(theme)) applyTheme(document.documentElement, theme);

  const upstream = metaContent(document, UPSTREAM_META);
  const now = pageStart(performance);
  const parameters = new URLSearchParams(location.search);
  const { query } = parse(parameters.get("q") ?? "");
  const capabilities = rememberedCapabilities({
    ...{ name: upstream, url: metaContent(document, UPSTREAM_URL_META), now },
    kept: readKept(findingsPlace(upstream)),
  });
  // Groups have an order of their own, which no upstream knows.
  const oldestFirst = parameters.get("sort") === "started:asc" && !parameters.get("group");
  const planned = plan(query, { capabilities, now, oldestFirst });
  const filter = planned.kind === "lists" ? planned.lists[0] : undefined;
  if (upstream !== "" && filter) {
    leaveFirstRequest(`/api/${upstream}${requestPath("listSandboxes", {})}?${listSearch(filter, undefined)}`);
  }
}

function readKept(place: string): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    // Storage can be forbidden by the browser's settings; the system's theme is right then, and nothing is known of the upstream.
    return null;
  }
}

boot();
void import("./main.tsx").then(({ start }) => start());
