import { requestPath } from "#contract/endpoints.ts";
import { UPSTREAM_META } from "#contract/console-info.ts";
import { listSearch } from "#contract/list-query.ts";
import { parse } from "#query/parse.ts";
import { knownCapabilities } from "#query/known-capabilities.ts";
import { plan } from "#query/plan.ts";
import { THEME_KEY, applyTheme, isTheme } from "#web/lib/theme.ts";
import { leaveFirstRequest } from "#web/lib/first-request.ts";

/**
 * The page's own small entry: it sets the theme before the first paint and sends the first list request while the application's
 * scripts are still on their way, so that the two downloads overlap.
 */
function boot(): void {
  const theme = readTheme();
  if (isTheme(theme)) applyTheme(document.documentElement, theme);

  const upstream = document.querySelector<HTMLMetaElement>(`meta[name="${UPSTREAM_META}"]`)?.content ?? "";
  const { query } = parse(new URLSearchParams(location.search).get("q") ?? "");
  const planned = plan(query, { capabilities: knownCapabilities(upstream), now: Date.now() });
  const filter = planned.kind === "lists" ? planned.lists[0] : undefined;
  if (upstream !== "" && filter) {
    leaveFirstRequest(`/api/${upstream}${requestPath("listSandboxes", {})}?${listSearch(filter, undefined)}`);
  }
}

function readTheme(): string | null {
  try {
    return localStorage.getItem(THEME_KEY);
  } catch {
    // Storage can be forbidden by the browser's settings; the system's theme is right then.
    return null;
  }
}

boot();
void import("./main.tsx").then(({ start }) => start());
