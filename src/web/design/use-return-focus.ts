import { useContext, useEffect, useEffectEvent, useState } from "react";
import { FocusHomeContext } from "./overlays.ts";

/**
 * Gives the focus back in the moment an overlay goes. React Aria does so as well, but a frame later, and what is pressed until then reaches
 * nothing. Called by what is drawn exactly as long as the overlay is.
 * @param give focuses where one goes on, if that is not what had the focus when the overlay came
 */
export function useReturnFocus(give?: () => void): void {
  const goHome = useContext(FocusHomeContext);
  const [before] = useState(() => document.activeElement);
  const giveBack = useEffectEvent(() => {
    give?.();
    if (isLost() && before instanceof HTMLElement) before.focus();
    if (isLost()) goHome();
  });
  useEffect(
    () => () => {
      // What the overlay made inert can have the focus once all its effects are undone, which they are in one go.
      queueMicrotask(() => {
        // Elsewhere it was brought on purpose.
        if (isLost()) giveBack();
      });
    },
    [],
  );
}

const isLost = (): boolean => document.activeElement === document.body;
