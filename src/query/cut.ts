/** A text of at most `length` UTF-16 units, ending in `…` when it was longer. Never cuts a surrogate pair in two. */
export const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
