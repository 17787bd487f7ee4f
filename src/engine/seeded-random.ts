/** Random choices that repeat: the same seed gives the same run (mulberry32). Nothing secret may come from it. */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, not including, 1. */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number {
    return Math.floor(this.fraction() * end);
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** Each as likely as the next. The list must not be empty. */
  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] ?? items[0];
  }

  /** The first most often, then fewer and fewer: how customers, users and teams spread in life. */
  skewed<T>(items: readonly [T, ...T[]]): T {
    return items[Math.floor(this.fraction() ** 3 * items.length)] ?? items[0];
  }

  /** Between two positive numbers, every order of magnitude as likely as the next. */
  acrossMagnitudes(low: number, high: number): number {
    return low * (high / low) ** this.fraction();
  }

  /** Letters and digits. */
  text(length: number, letters = "abcdefghijklmnopqrstuvwxyz0123456789"): string {
    let text = "";
    while (text.length < length) text += letters[this.below(letters.length)] ?? "";
    return text;
  }
}
