import { useLayoutEffect, useRef } from "react";
import { systemClock } from "#web/lib/clock.ts";

const TICK_MS = 1_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for the whole page: it runs while something listens. */
function onTick(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const tell of [...listeners]) tell();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

interface TickingTextProps {
  /** The text at a moment, milliseconds since 1970. Keep it pure: it is called each second. */
  readonly read: (now: number) => string;
  /** Class names at a moment, where the look changes with time. */
  readonly look?: (now: number) => string;
  readonly className?: string;
}

/** Text that changes with time, such as an age. It writes to the document itself, so ticking renders nothing again. */
export function TickingText({ read, look, className }: TickingTextProps) {
  const ref = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const write = () => {
      const element = ref.current;
      if (!element) return;
      const now = systemClock.now();
      const text = read(now);
      if (element.textContent !== text) element.textContent = text;
      const classes = look ? look(now) : className;
      if (classes !== undefined && element.className !== classes) element.className = classes;
    };
    write();
    return onTick(write);
  }, [read, look, className]);
  return <span ref={ref} className={className} />;
}
