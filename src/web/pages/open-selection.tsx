import type { ComponentProps } from "react";
import { LazyPart } from "#web/design/lazy-part.tsx";
import { onDemand } from "#web/design/on-demand.ts";
import { useSelected } from "#web/fleet/use-fleet.ts";

const selectionBar = onDemand(
  async () => (await import("#web/features/selection/selection-bar.tsx")).SelectionBar,
);

/** What can be done with what is selected, while anything is. */
export function OpenSelection(props: ComponentProps<typeof selectionBar.Part>) {
  return (
    useSelected().size > 0 && (
      <LazyPart>
        <selectionBar.Part {...props} />
      </LazyPart>
    )
  );
}
