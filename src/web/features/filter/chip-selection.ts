/** Which chips are chosen: all from `anchor` to `active`, both included. Places count from 0. */
export interface ChipRange {
  readonly anchor: number;
  readonly active: number;
}

/** Where the chips' single tab stop is, and what is chosen. */
export interface ChipSelection {
  readonly stop: number;
  readonly range: ChipRange | undefined;
}

export const noChips: ChipSelection = { stop: 0, range: undefined };

/** The chosen places in their order. */
export function chosenPlaces({ range }: ChipSelection): readonly number[] {
  if (!range) return [];
  const first = Math.min(range.anchor, range.active);
  return Array.from({ length: Math.abs(range.anchor - range.active) + 1 }, (_, index) => first + index);
}

export const isChosen = ({ range }: ChipSelection, place: number): boolean =>
  range !== undefined &&
  place >= Math.min(range.anchor, range.active) &&
  place <= Math.max(range.anchor, range.active);

/** A key that moves among the chips, and whether it extends what is chosen. */
export interface ChipMove {
  readonly key: "ArrowLeft" | "ArrowRight" | "Home" | "End";
  readonly extends: boolean;
}

/** What a move leads to: another chip, or from the last one on to the text behind them. */
export type ChipTarget =
  | { readonly kind: "chip"; readonly selection: ChipSelection }
  | { readonly kind: "text"; readonly selection: ChipSelection };

/**
 * Moves from a chip, or from the text when `from` is `undefined`.
 * @param count how many chips can be reached; at least one
 */
export function moveAmongChips(
  selection: ChipSelection,
  from: number | undefined,
  move: ChipMove,
  count: number,
): ChipTarget {
  const last = count - 1;
  const place = {
    ArrowLeft: from === undefined ? last : Math.max(0, from - 1),
    ArrowRight: (from ?? last) + 1,
    Home: 0,
    End: move.extends ? last : count,
  }[move.key];
  if (place > last && !move.extends) return { kind: "text", selection: { stop: last, range: undefined } };
  const stop = Math.min(place, last);
  if (!move.extends) return { kind: "chip", selection: { stop, range: undefined } };
  const anchor = selection.range?.anchor ?? from ?? last;
  return { kind: "chip", selection: { stop, range: { anchor: Math.min(anchor, last), active: stop } } };
}

/** Every chip, the last one being where the focus goes. */
export const allChips = (count: number): ChipSelection => ({
  stop: count - 1,
  range: { anchor: 0, active: count - 1 },
});

/** Where the focus goes once chips are gone: to what stands now where the first of them stood, if anything does. */
export const placeAfterRemoval = (removed: readonly number[], countBefore: number): number | undefined => {
  const place = Math.min(...removed);
  return place < countBefore - removed.length ? place : undefined;
};
