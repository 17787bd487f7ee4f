import { useEffectEvent, useLayoutEffect, useRef, type RefObject } from "react";

/** The ref of a button that may be taken away by what it does. `onGone` is told when it went with the focus on it, which belongs elsewhere then. */
export function useGoneWithFocus(onGone: () => void): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  const leave = useEffectEvent(onGone);
  useLayoutEffect(() => {
    const element = button.current;
    return () => {
      if (element !== null && element === document.activeElement) leave();
    };
  }, []);
  return button;
}
