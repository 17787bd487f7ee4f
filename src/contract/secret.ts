const SECRET_KEY = /token|secret|passw|api[_-]?key|credential|private[_-]?key/i;
const SECRET_PREFIX = /^(sk[-_]|ghp_|gho_|github_pat_|xox[a-z]-|AKIA|eyJ|-----BEGIN|nvta_|e2b_|glpat-)/;
const OPAQUE = /^[A-Za-z0-9+/=_-]{32,}$/;

/** Shannon entropy in bits a character: about 4 for random hex, 5 and more for random base64, below 4 for words. */
function entropyBits(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/**
 * The one secret rule: whether the value of a metadata pair is masked on screen and kept out of URLs, storage and logs. True for
 * keys that name a credential, values that start like one, and long random-looking values. Plain hashes and UUIDs stay visible.
 */
export function isSecret(key: string, value: string): boolean {
  if (value === "") return false;
  if (SECRET_KEY.test(key) || SECRET_PREFIX.test(value)) return true;
  return (
    OPAQUE.test(value) &&
    /[a-z]/.test(value) &&
    /[A-Z]/.test(value) &&
    /\d/.test(value) &&
    entropyBits(value) >= 4
  );
}

/** What stands on screen for a masked value: always of one length, so that it does not tell the value's. */
export const MASK = "••••••";

/** A pair's value as it may be shown without asking: itself, or the mask. */
export const shownValue = (key: string, value: string): string => (isSecret(key, value) ? MASK : value);
