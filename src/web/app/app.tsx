import { QueryClientProvider } from "@tanstack/react-query";
import { FocusHomeContext } from "#web/design/overlays.ts";
import { ToastProvider } from "#web/design/toasts.tsx";
import { FleetContext } from "#web/fleet/use-fleet.ts";
import { focusGrid } from "#web/pages/focus-grid.ts";
import { SandboxesPage } from "#web/pages/sandboxes-page.tsx";
import { PrefsContext } from "#web/prefs/use-prefs.ts";
import { ViewContext } from "#web/view/use-view.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import type { Services } from "./services.ts";

/** Providers around the one page. */
export function App({ services }: { readonly services: Services }) {
  return (
    <ErrorBoundary>
      <QueryClientProvider client={services.queryClient}>
        <PrefsContext value={services.prefs}>
          <ViewContext value={services.view}>
            <FleetContext value={services.fleet}>
              <FocusHomeContext value={focusGrid}>
                <ToastProvider>
                  <SandboxesPage />
                </ToastProvider>
              </FocusHomeContext>
            </FleetContext>
          </ViewContext>
        </PrefsContext>
      </QueryClientProvider>
    </ErrorBoundary>
  );
}
