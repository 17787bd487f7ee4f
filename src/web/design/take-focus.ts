/**
 * The ref of what opens over the page: the focus is in it from its first moment, unless something of it has taken it before. React Aria brings it
 * there as well, but, where a key has opened it, a frame later, and what is pressed until then reaches nothing.
 */
export function takeFocus(opened: HTMLElement | null): void {
  if (opened && !opened.contains(document.activeElement)) opened.focus();
}

/** The same for a menu, and on to its first choice, which may be drawn in a second pass. */
export function takeFocusToChoice(opened: HTMLElement | null): (() => void) | undefined {
  if (!opened) return undefined;
  const goOn = () => {
    if (document.activeElement === opened) opened.querySelector<HTMLElement>(CHOICE)?.focus();
  };
  const drawn = new MutationObserver(goOn);
  drawn.observe(opened, { childList: true, subtree: true });
  opened.addEventListener("focus", goOn);
  takeFocus(opened);
  return () => {
    drawn.disconnect();
    opened.removeEventListener("focus", goOn);
  };
}

const CHOICE = '[role="menuitem"]:not([aria-disabled="true"])';
