import { useEffectEvent, useLayoutEffect, useRef, type RefObject } from "react";

/**
 * The ref of something that may be taken away by what is done in it, or by what comes. `onGone` is told when it goes with the focus on it or in it,
 * which belongs elsewhere then: on nothing, the next key would be lost.
 */
export function useGoneWithFocus<Part extends HTMLElement = HTMLButtonElement>(
  onGone: () => void,
): RefObject<Part | null> {
  const part = useRef<Part>(null);
  const leave = useEffectEvent(onGone);
  useLayoutEffect(() => {
    const element = part.current;
    return () => {
      if (element?.contains(document.activeElement)) leave();
    };
  }, []);
  return part;
}
