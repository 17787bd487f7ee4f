import type { Condition } from "./ast.ts";

/** What a pasted text was taken for; `text` is one that is too long for anything. */
export type PasteKind = "query" | "link" | "json" | "query-string" | "selector" | "lines" | "ids" | "text";

/** What was read of a text in one format. */
export interface PastedPart {
  readonly kind: PasteKind;
  readonly conditions: readonly Condition[];
  /** Parts that are no conditions. */
  readonly skipped: number;
  /** Parts for which there is no room. */
  readonly left?: number;
  /** Whether there is more that was not looked at. */
  readonly isCut?: boolean;
}
