import { useEffect, useEffectEvent } from "react";

/** Where a character is text, or a dialog has all keys. */
const NOT_HERE = 'input:not([type="checkbox"]), textarea, select, [contenteditable], [role$="dialog"]';

/** Does something when a character is typed anywhere on the page where it is not text. Such keys need an off switch (WCAG 2.1.4). */
export function useSingleKey(key: string, isOn: boolean, act: () => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    // On some keyboards characters need AltGr, which also counts as Ctrl and Alt.
    const isHeld = event.ctrlKey || event.metaKey || event.altKey;
    if (event.key !== key || (isHeld && !event.getModifierState("AltGraph"))) return;
    if (event.defaultPrevented || event.isComposing) return;
    if (event.target instanceof Element && event.target.closest(NOT_HERE)) return;
    if (document.querySelector('[role$="dialog"]')) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    if (!isOn) return;
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, [isOn]);
}
