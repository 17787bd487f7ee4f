import type { Place } from "#query/problem.ts";

interface Piece {
  readonly start: number;
  readonly part: string;
  readonly isWrong: boolean;
}

/** The text cut at the borders of its errors; an error of no length marks the character before it. */
export function markedPieces(text: string, errors: readonly Place[]): readonly Piece[] {
  const cut: Piece[] = [];
  let at = 0;
  for (const error of errors) {
    const end = Math.min(text.length, Math.max(error.end, 1));
    const start = Math.max(at, Math.min(error.start, end - 1));
    if (start >= end) continue;
    if (start > at) cut.push({ start: at, part: text.slice(at, start), isWrong: false });
    cut.push({ start, part: text.slice(start, end), isWrong: true });
    at = end;
  }
  if (at < text.length) cut.push({ start: at, part: text.slice(at), isWrong: false });
  return cut;
}
