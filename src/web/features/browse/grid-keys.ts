/** What a key asks the grid for. */
export type GridCommand =
  | { readonly kind: "move"; readonly to: Move; readonly extend: boolean }
  | {
      readonly kind:
        | "toggle"
        | "extend"
        | "open"
        | "copy"
        | "filter"
        | "kill"
        | "pause"
        | "select-all"
        | "select-none";
    };

export type Move = "next" | "previous" | "page-down" | "page-up" | "first" | "last";

/** The part of a key event that matters. */
export interface GridKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const moves = new Map<string, Move>([
  ["ArrowDown", "next"],
  ["j", "next"],
  ["ArrowUp", "previous"],
  ["k", "previous"],
  ["PageDown", "page-down"],
  ["PageUp", "page-up"],
  ["Home", "first"],
  ["End", "last"],
]);

const commands = new Map<string, Exclude<GridCommand["kind"], "move">>([
  ["x", "toggle"],
  ["o", "open"],
  ["c", "copy"],
  ["f", "filter"],
  ["p", "pause"],
  ["Delete", "kill"],
  ["Escape", "select-none"],
]);

/**
 * What a key pressed in the grid asks for, or `undefined` to let it go its way. `onRow` is false while a control inside a row has the
 * focus: Enter and the space bar are that control's then.
 */
export function gridCommand(event: GridKey, onRow: boolean): GridCommand | undefined {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.altKey) return undefined;
  if (event.ctrlKey || event.metaKey)
    return key === "a" && !event.shiftKey ? { kind: "select-all" } : undefined;
  const to = moves.get(key);
  if (to) return { kind: "move", to, extend: event.shiftKey };
  if (key === " ") return onRow ? { kind: event.shiftKey ? "extend" : "toggle" } : undefined;
  if (key === "Enter") return onRow && !event.shiftKey ? { kind: "open" } : undefined;
  const kind = commands.get(key);
  if (!kind) return undefined;
  if (event.shiftKey) return kind === "toggle" ? { kind: "extend" } : undefined;
  return { kind };
}

/** The row a move leads to, of `count` rows with `page` of them in view. From nowhere (`-1`) the first move leads to an end. */
export function moveTarget(to: Move, from: number, count: number, page: number): number {
  const last = count - 1;
  const steps = { next: from + 1, previous: from - 1, "page-down": from + page, "page-up": from - page };
  if (to === "first" || (from < 0 && to !== "last")) return 0;
  if (to === "last") return last;
  return Math.max(0, Math.min(last, steps[to]));
}
