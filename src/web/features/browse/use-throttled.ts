import { useEffect, useRef, useState } from "react";

/**
 * A value that follows another one at most every so many milliseconds; the last one always comes through, and the first about another
 * `subject` at once.
 */
export function useThrottled<T>(value: T, milliseconds: number, subject: unknown): T {
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
    const wait = shownAt.current + milliseconds - performance.now();
    const timer = setTimeout(show, Math.max(0, wait));
    return () => clearTimeout(timer);
  }, [value, shown, milliseconds, subject]);
  return shown;
}
