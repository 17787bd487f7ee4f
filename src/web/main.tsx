import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "#web/app/app.tsx";
import { createServices } from "#web/app/services.ts";

/** Mounts the application. Called by the boot script once this one has arrived. */
export function start(): void {
  const root = document.getElementById("root");
  if (!root) throw new Error("The page has no element with the id root");
  const services = createServices(window);
  createRoot(root).render(
    <StrictMode>
      <App services={services} />
    </StrictMode>,
  );
}
