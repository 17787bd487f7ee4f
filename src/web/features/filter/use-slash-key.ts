import { useEffect, type RefObject } from "react";

/** Where a slash is text, or a dialog has all keys. */
const NOT_HERE = 'input:not([type="checkbox"]), textarea, select, [contenteditable], [role$="dialog"]';

/** `/` anywhere on the page goes to a field. */
export function useSlashKey(field: RefObject<HTMLElement | null>, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const isHeld = event.ctrlKey || event.metaKey || event.altKey;
      if (event.key !== "/" || isHeld || event.defaultPrevented || event.isComposing) return;
      if (event.target instanceof Element && event.target.closest(NOT_HERE)) return;
      if (document.querySelector('[role$="dialog"]')) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [field, isOn]);
}
