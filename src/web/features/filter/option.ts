import type { Written } from "#query/complete.ts";

interface Choice {
  /** Unique in its list, and the same while the list is narrowed. */
  readonly id: string;
  /** What is chosen, as it is written. */
  readonly text: string;
  /** A word on it, or its count. */
  readonly detail: string | undefined;
  readonly group: string;
}

/** Something that can stand where the caret is. */
export interface PartOption extends Choice {
  readonly kind: "part";
  /** What choosing it makes of the text. */
  readonly write: () => Written;
  /** Whether the text is then to be applied. */
  readonly isWhole: "no" | "if it can be" | "yes";
}

/** A whole filter or view, in place of what there is. */
export interface QueryOption extends Choice {
  readonly kind: "query";
  readonly show: () => void;
}

/** A line of the list under a field. */
export type Option = PartOption | QueryOption;
