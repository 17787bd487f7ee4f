/**
 * Those of `items` that a person may mean by what was typed, best first: the name that is it, names that start with it, then names that hold
 * it, then (with `fuzzy`) names that hold its letters in order. Case does not matter; equally good ones keep their order. Nothing typed keeps all.
 */
export function rankByText<T>(
  items: readonly T[],
  typed: string,
  nameOf: (item: T) => string,
  fuzzy: "fuzzy" | "exact",
): readonly T[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === "") return items;
  const tiers: [T[], T[], T[], T[]] = [[], [], [], []];
  for (const item of items) {
    const name = nameOf(item).toLowerCase();
    const at = name.indexOf(wanted);
    if (name === wanted) tiers[0].push(item);
    else if (at === 0) tiers[1].push(item);
    else if (at > 0) tiers[2].push(item);
    else if (fuzzy === "fuzzy" && holdsInOrder(name, wanted)) tiers[3].push(item);
  }
  return tiers.flat();
}

function holdsInOrder(name: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = name.indexOf(letter, from);
    if (at < 0) return false;
    from = at + letter.length;
  }
  return true;
}
