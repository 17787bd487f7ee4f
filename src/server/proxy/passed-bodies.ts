/** Bodies kept at most, and the size of the largest: what a console polls, a few megabytes at worst. */
const KEPT = 16;
const KEPT_MAX_BYTES = 256 * 1024;

/**
 * The last bodies that were checked and passed on as they came. A console asks for the same few pages again and again, and most often
 * nothing has changed: comparing with what was checked before takes a fiftieth of checking anew.
 */
export class PassedBodies {
  readonly #bodies: Buffer[] = [];

  has(body: Buffer): boolean {
    return this.#bodies.some((known) => known.length === body.length && known.equals(body));
  }

  add(body: Buffer): void {
    if (body.length > KEPT_MAX_BYTES) return;
    this.#bodies.unshift(body);
    if (this.#bodies.length > KEPT) this.#bodies.pop();
  }
}
