/** The only form of date that servers may send. `Date.parse` alone would find a year in almost any sentence. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** A date as HTTP's headers have it, in milliseconds since 1970; anything else is `undefined`. */
export function httpDate(text: string): number | undefined {
  const at = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
