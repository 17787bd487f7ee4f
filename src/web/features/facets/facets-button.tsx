import { Button } from "#web/design/button.tsx";
import { facetsBarStrings as strings } from "#web/strings/facets-bar.ts";
import type { FacetsPlace } from "./use-facets-place.ts";

interface FacetsButtonProps extends Pick<FacetsPlace, "isBeside" | "isSheet" | "toggle"> {
  /** Of the facets beside the table. */
  readonly controls: string;
}

/** Shows the facets and puts them away. */
export function FacetsButton({ isBeside, isSheet, toggle, controls }: FacetsButtonProps) {
  return (
    <Button
      icon="facets"
      variant="secondary"
      aria-expanded={isBeside || isSheet}
      aria-controls={isBeside ? controls : undefined}
      className={isBeside ? "bg-bg-selected" : "max-md:px-2!"}
      onClick={toggle}
    >
      <span className="max-md:sr-only">{strings.panel}</span>
    </Button>
  );
}
