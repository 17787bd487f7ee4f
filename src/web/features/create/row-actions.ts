import type { ClipboardEvent } from "react";
import type { Part } from "./metadata-rows.ts";

/** What a row can ask of the list it stands in. */
export interface RowActions {
  readonly type: (id: number, part: Part, text: string) => void;
  readonly enter: (id: number, part: Part) => void;
  readonly erase: (id: number) => void;
  readonly remove: (id: number) => void;
  readonly leave: (id: number) => void;
  readonly paste: (id: number, part: Part, event: ClipboardEvent<HTMLInputElement>) => void;
  /** Absent where there is nowhere to move a secret. */
  readonly move?: (id: number) => void;
}
