const SAFE_ID = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/;

/**
 * Whether an id may be put into a request path (contract 9.8): a conservative alphabet, so that an id from a hostile or
 * unusual upstream can never become another path. `.` and `..` cannot match, as the first character is never a dot.
 */
export const isSafeId = (id: string): boolean => SAFE_ID.test(id);
