/** Widths in CSS pixels of what a chip is made of: 12 px monospace, padding, border, and the gap after it. */
const CHARACTER = 7.25;
const CHIP_EXTRA = 14;
const GAP = 4;
/** The widest a chip grows; what is longer is cut at its end. */
const WIDEST = 30 * CHARACTER + CHIP_EXTRA;
/** The narrowest chip that still says something. */
const NARROWEST = 6 * CHARACTER + CHIP_EXTRA;

const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Extended_Pictographic}/u;

/** A text's width in characters, East Asian ones and pictures counting twice. Looks no further than a chip can show. */
function characters(text: string): number {
  let count = 0;
  for (const character of text) {
    count += WIDE.test(character) ? 2 : 1;
    if (count > 40) return count;
  }
  return count;
}

const moreWidth = (count: number): number => characters(`+${count}`) * CHARACTER + CHIP_EXTRA;

export interface FittedChip {
  readonly index: number;
  /** The most it may take, in pixels. */
  readonly width: number;
}

export interface FittedChips {
  readonly chips: readonly FittedChip[];
  /** How many found no room. */
  readonly hidden: number;
}

/**
 * Which of these texts fit side by side into a width in pixels, in their order, leaving room for "+3" when not all do. Estimated from
 * lengths, since measuring would lay the page out once for each row. The first is always shown, cut if it must be.
 */
export function fitChips(texts: readonly string[], width: number): FittedChips {
  const chips: FittedChip[] = [];
  let used = 0;
  for (const [index, text] of texts.entries()) {
    const rest = texts.length - index - 1;
    const room = width - used - (rest > 0 ? GAP + moreWidth(rest) : 0);
    const wanted = Math.min(WIDEST, characters(text) * CHARACTER + CHIP_EXTRA);
    if (index > 0 && wanted > room) return { chips, hidden: rest + 1 };
    const taken = Math.min(wanted, Math.max(room, NARROWEST));
    chips.push({ index, width: taken });
    used += taken + GAP;
  }
  return { chips, hidden: 0 };
}
