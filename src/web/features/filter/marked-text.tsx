import { useEffect, useRef, type RefObject } from "react";
import type { QueryError } from "#query/problem.ts";
import { markedPieces } from "./marked-pieces.ts";

/** More are told in words, but not drawn. */
const MOST_MARKS = 100;

interface MarkedTextProps {
  readonly text: string;
  /** In the order of the text. */
  readonly errors: readonly QueryError[];
  /** The field that shows the text, over this. */
  readonly input: RefObject<HTMLInputElement | null>;
}

/** Draws the lines under the wrong parts of a field's text: a copy of the text behind it, without colour, scrolled as far. */
export function MarkedText({ text, errors, input }: MarkedTextProps) {
  const copy = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const field = input.current;
    const follow = () => {
      if (copy.current && field) copy.current.scrollLeft = field.scrollLeft;
    };
    follow();
    const signs = ["scroll", "keyup", "input", "select", "pointermove", "focus", "blur"];
    for (const sign of signs) field?.addEventListener(sign, follow);
    return () => {
      for (const sign of signs) field?.removeEventListener(sign, follow);
    };
  }, [input]);
  return (
    <div
      ref={copy}
      aria-hidden="true"
      className="pointer-events-none absolute inset-0 flex items-center overflow-hidden px-1 font-mono text-grid whitespace-pre text-transparent"
    >
      <span>
        {markedPieces(text, errors.slice(0, MOST_MARKS)).map(({ start, part, isWrong }) => (
          <span key={start} className={isWrong ? "wrong" : undefined}>
            {part}
          </span>
        ))}
      </span>
    </div>
  );
}
