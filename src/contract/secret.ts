const SECRET_KEY = /token|secret|passw|api[_-]?key|credential|private[_-]?key/i;
const SECRET_PREFIX = /^(sk[-_]|ghp_|gho_|github_pat_|xox[a-z]-|AKIA|eyJ|-----BEGIN|nvta_|e2b_|glpat-)/;
/** A password within a URL, or a whole `Authorization` header. */
const CREDENTIALS = /^(?:[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@|Bearer \S)/i;
const NOT_OPAQUE = /[^A-Za-z0-9+/=_-]/;
/** How much of a value is looked at: enough to tell, and a value of megabytes costs no more than a short one. */
const HEAD_LENGTH = 1000;

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
 * keys that name a credential, values that start like one or carry a password, and long random-looking values. Plain hashes and UUIDs
 * stay visible; in doubt, as with long paths in mixed case, it masks.
 */
export function isSecret(key: string, value: string): boolean {
  if (value === "") return false;
  const head = value.slice(0, HEAD_LENGTH);
  if (SECRET_KEY.test(key) || SECRET_PREFIX.test(head) || CREDENTIALS.test(head)) return true;
  return (
    head.length >= 32 &&
    !NOT_OPAQUE.test(head) &&
    /[a-z]/.test(head) &&
    /[A-Z]/.test(head) &&
    /\d/.test(head) &&
    entropyBits(head) >= 4
  );
}

/** What stands on screen for a masked value: always of one length, so that it does not tell the value's. */
export const MASK = "••••••";

/** A pair's value as it may be shown without asking: itself, or the mask. */
export const shownValue = (key: string, value: string): string => (isSecret(key, value) ? MASK : value);
