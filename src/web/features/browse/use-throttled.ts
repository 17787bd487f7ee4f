import { useEffect, useRef, useState } from "react";

/**
 * A value that follows another one, each time no sooner than so many milliseconds after the time before; the last one always comes through,
 * and the first about another `subject` at once.
 * @param patience how long a value that is shown stands before this one takes its place, milliseconds. The same function each time.
 */
export function useThrottled<T>(value: T, patience: (shown: T, value: T) => number, subject: unknown): T {
  const [shown, setShown] = useState(value);
  const shownAt = useRef(Number.NEGATIVE_INFINITY);
  const shownSubject = useRef(subject);
  useEffect(() => {
    if (!Object.is(subject, shownSubject.current)) shownAt.current = Number.NEGATIVE_INFINITY;
    shownSubject.current = subject;
    if (Object.is(value, shown)) return;
    const show = () => {
      shownAt.current = performance.now();
      setShown(value);
    };
    const wait = shownAt.current + patience(shown, value) - performance.now();
    const timer = setTimeout(show, Math.max(0, wait));
    return () => clearTimeout(timer);
  }, [value, shown, patience, subject]);
  return shown;
}
