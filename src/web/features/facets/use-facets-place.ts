import { useState } from "react";
import { mediaStore } from "#web/lib/media-store.ts";
import { useStore } from "#web/lib/use-store.ts";
import { usePrefs, usePrefsServices } from "#web/prefs/use-prefs.ts";

/** Tailwind's `lg`: from here on there is room beside the table. */
const BESIDE = "(width >= 64rem)";
/** From here on so much that they stand there unless someone has put them away. */
const BESIDE_UNASKED = "(width >= 90rem)";
/** From here on beside the table and the details of a sandbox. */
const BESIDE_BOTH = "(width >= 100rem)";

export interface FacetsPlace {
  readonly isBeside: boolean;
  readonly isSheet: boolean;
  /** What the button does: shows or puts away, beside the table where there is room, else over it. */
  readonly toggle: () => void;
  readonly closeSheet: () => void;
}

/** Where the facets stand. Beside the table is remembered; over it they are only for the moment. */
export function useFacetsPlace(hasDetails: boolean): FacetsPlace {
  const hasRoom = useStore(mediaStore(hasDetails ? BESIDE_BOTH : BESIDE));
  const isWide = useStore(mediaStore(BESIDE_UNASKED));
  const { facets = isWide } = usePrefs();
  const { prefs } = usePrefsServices();
  const [wantsSheet, setWantsSheet] = useState(false);
  return {
    isBeside: hasRoom && facets,
    isSheet: !hasRoom && wantsSheet,
    toggle: () => (hasRoom ? prefs.update({ facets: !facets }) : setWantsSheet(true)),
    closeSheet: () => setWantsSheet(false),
  };
}
