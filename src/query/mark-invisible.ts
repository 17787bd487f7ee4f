/** Controls and signs of direction. Joiners are left alone: scripts and emoji are made with them. */
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}]|(?!\u200C|\u200D|[\u{E0020}-\u{E007F}])\p{Cf}/gu;

/** A text as it may be read: what would not be seen in it, or would turn what is around it, by its number, as in `a⟨202E⟩b`. */
export const markInvisible = (text: string): string =>
  text
    .replaceAll(/\r\n?|\n/g, "↵")
    .replaceAll("\t", "⇥")
    .replaceAll(INVISIBLE, (char) => `⟨${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}⟩`);
