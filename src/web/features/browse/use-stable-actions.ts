import { useEffect, useMemo, useRef } from "react";
import type { RowActions } from "./row-view.ts";

/** The latest actions behind functions that never change, so that a row is not drawn again because the page was. */
export function useStableActions(latest: RowActions): RowActions {
  const current = useRef(latest);
  useEffect(() => {
    current.current = latest;
  });
  return useMemo<RowActions>(
    () => ({
      select: (...given) => current.current.select(...given),
      open: (...given) => current.current.open(...given),
      pointAt: (...given) => current.current.pointAt(...given),
      dismiss: (...given) => current.current.dismiss(...given),
      kill: (...given) => current.current.kill(...given),
      pause: (...given) => current.current.pause(...given),
      resume: (...given) => current.current.resume(...given),
    }),
    [],
  );
}
