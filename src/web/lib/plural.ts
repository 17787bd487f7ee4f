const numbers = new Intl.NumberFormat("en-US");

/** A count with thousands separators: `1,284`. */
export const formatCount = (count: number): string => numbers.format(count);

/** A count and its noun: `1 sandbox`, `1,284 sandboxes`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;
