import { useEffect, useMemo, useState } from "react";
import { systemClock } from "./clock.ts";
import { createPursuit, createSlices } from "./slices.ts";
import { done, type Steps } from "./steps.ts";

/**
 * What comes of work: of small one at once, else, until it is done in slices, what came of the one before; `undefined` where there was none.
 * The same function each time that the work is the same.
 */
export function useInSlices<T>(work: () => Steps<T>, isSmall: boolean): T | undefined {
  const atOnce = useMemo(() => (isSmall ? { value: done(work()) } : undefined), [work, isSmall]);
  const [shown, setShown] = useState(atOnce);
  if (atOnce && atOnce !== shown) setShown(atOnce);
  const [{ slices, pursue }] = useState(() => {
    const made = createSlices(systemClock);
    return { slices: made, pursue: createPursuit(made, (value: T) => setShown({ value })) };
  });
  useEffect(() => {
    if (isSmall) slices.stop();
    else pursue(work);
  }, [work, isSmall, slices, pursue]);
  useEffect(() => slices.stop, [slices]);
  return (atOnce ?? shown)?.value;
}
