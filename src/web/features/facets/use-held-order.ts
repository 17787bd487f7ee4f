import { useState } from "react";

/** Items in the order they had when it began to be held: nothing is to move under a pointer or a finger. New ones come last. */
export function useHeldOrder<T>(
  items: readonly T[],
  idOf: (item: T) => string,
  isHeld: boolean,
): readonly T[] {
  const ids = items.map(idOf);
  const [held, setHeld] = useState(ids);
  if (!isHeld && (held.length !== ids.length || held.some((id, place) => id !== ids[place]))) setHeld(ids);
  if (!isHeld) return items;
  const places = new Map(held.map((id, place) => [id, place]));
  const placeOf = (item: T) => places.get(idOf(item)) ?? held.length;
  return items.toSorted((a, b) => placeOf(a) - placeOf(b));
}
