import type { ChipMove } from "./chip-selection.ts";

/** Where in the bar a key is pressed. */
export type BarPlace =
  | {
      readonly kind: "text";
      /** The caret is in front of everything, and nothing is selected. */
      readonly isAtStart: boolean;
      readonly isAllSelected: boolean;
      readonly isEmpty: boolean;
      readonly hasChips: boolean;
    }
  /** On a chip, on its edit button or the other one. */
  | { readonly kind: "chip"; readonly place: number; readonly isEdit: boolean };

export type BarCommand =
  | { readonly do: "move"; readonly move: ChipMove }
  | { readonly do: "choose all" | "remove" | "edit" | "leave" | "undo" | "redo" | "write" }
  | { readonly do: "undo unless the text does" };

/** A key with what is held with it. */
export type PressedKey = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** What a key does in the bar, beside what fields and buttons do by themselves. */
export function barKey(event: PressedKey, place: BarPlace): BarCommand | undefined {
  const { key, shiftKey } = event;
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && !event.altKey) return commandKey(key.toLowerCase(), shiftKey, place);
  if (place.kind === "text") {
    const goesBack = key === "ArrowLeft" || key === "Home";
    return place.isAtStart && place.hasChips && goesBack && !event.altKey
      ? { do: "move", move: { key, extends: shiftKey } }
      : undefined;
  }
  if (event.altKey) return key === "Enter" && place.isEdit ? { do: "edit" } : undefined;
  switch (key) {
    case "ArrowLeft":
    case "ArrowRight":
    case "Home":
    case "End":
      return { do: "move", move: { key, extends: shiftKey } };
    case "Delete":
    case "Backspace":
      return { do: "remove" };
    case "F2":
      return { do: "edit" };
    case "Escape":
      return { do: "leave" };
    default:
      // A letter starts a condition; a space presses the button it is on.
      return key.length === 1 && key !== " " ? { do: "write" } : undefined;
  }
}

function commandKey(key: string, isShifted: boolean, place: BarPlace): BarCommand | undefined {
  if (key === "a" && !isShifted) {
    if (place.kind === "chip") return { do: "choose all" };
    return place.hasChips && (place.isEmpty || place.isAllSelected) ? { do: "choose all" } : undefined;
  }
  const isRedo = (key === "z" && isShifted) || key === "y";
  if (isRedo) return place.kind === "chip" || place.isEmpty ? { do: "redo" } : undefined;
  if (key !== "z") return undefined;
  return place.kind === "chip" || place.isEmpty ? { do: "undo" } : { do: "undo unless the text does" };
}
