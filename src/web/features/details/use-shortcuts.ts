import { useEffect, useRef, type RefObject } from "react";

/** What each key does; absent: nothing, and the key goes its way. */
export type Shortcuts = Readonly<Record<"Escape" | "[" | "]", (() => void) | undefined>>;

/** Keys that work anywhere inside the element this ref is put on: short ways to buttons that stand there too. */
export function useShortcuts(shortcuts: Shortcuts): RefObject<HTMLElement | null> {
  const element = useRef<HTMLElement>(null);
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const target = element.current;
    const onKeyDown = (event: KeyboardEvent) => {
      const act = actionOf(event, latest.current);
      if (!act) return;
      event.preventDefault();
      act();
    };
    target?.addEventListener("keydown", onKeyDown);
    return () => target?.removeEventListener("keydown", onKeyDown);
  }, []);
  return element;
}

/** What a key does, unless it is being typed into a field or meant for the browser. */
function actionOf(event: KeyboardEvent, shortcuts: Shortcuts): (() => void) | undefined {
  const { key, target } = event;
  if (event.defaultPrevented || event.isComposing) return undefined;
  if (key === "Escape") return shortcuts.Escape;
  if (key !== "[" && key !== "]") return undefined;
  // On some keyboards the brackets need AltGr, which also counts as Ctrl.
  const isForBrowser = (event.ctrlKey || event.metaKey) && !event.getModifierState("AltGraph");
  const isTyping = target instanceof Element && target.matches("input, textarea, select");
  return isForBrowser || isTyping ? undefined : shortcuts[key];
}
