import { lazy, type ComponentProps } from "react";
import { LazyPart } from "#web/design/lazy-part.tsx";
import { useSelected } from "#web/fleet/use-fleet.ts";

export const loadSelection = () => import("#web/features/selection/selection-bar.tsx");
const SelectionBar = lazy(async () => ({ default: (await loadSelection()).SelectionBar }));

/** What can be done with what is selected, while anything is. */
export function OpenSelection(props: ComponentProps<typeof SelectionBar>) {
  return (
    useSelected().size > 0 && (
      <LazyPart>
        <SelectionBar {...props} />
      </LazyPart>
    )
  );
}
