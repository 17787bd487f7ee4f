import { useEffect, useEffectEvent } from "react";
import { useToasts } from "#web/design/toasts.tsx";
import { filterStrings } from "#web/strings/filter.ts";
import { barKey, type BarPlace } from "./bar-key.ts";
import { allChips, chosenPlaces, moveAmongChips, noChips, type ChipSelection } from "./chip-selection.ts";
import { isComposing } from "./is-composing.ts";
import type { Bar } from "./use-query-bar.ts";

/** The keys on chips and at the edges of the text, and undo. */
export function useBarKeys(bar: Bar, onLeave: () => void): void {
  const toasts = useToasts();
  const { box, input, state, set } = bar;

  const goTo = (selection: ChipSelection, target: number | undefined) => {
    set({ chips: selection });
    bar.focusChip(target);
    const count = chosenPlaces(selection).length;
    if (count > 0) toasts.announce(filterStrings.chosenCount(count));
  };

  /** Gives whether the key was for the bar. */
  const press = (event: KeyboardEvent, place: BarPlace): boolean => {
    const command = barKey(event, place);
    const chip = place.kind === "chip" ? place.place : undefined;
    switch (command?.do) {
      case "move": {
        const target = moveAmongChips(state.chips, chip, command.move, drawnChips(box.current));
        goTo(target.selection, target.kind === "chip" ? target.selection.stop : undefined);
        return true;
      }
      case "choose all": {
        const all = allChips(bar.query.conditions.length);
        goTo(all, Math.min(all.stop, drawnChips(box.current) - 1));
        return true;
      }
      case "remove":
        bar.remove(state.chips.range ? chosenPlaces(state.chips) : [chip ?? 0]);
        return true;
      case "edit":
        set({ editing: chip, chips: noChips });
        return true;
      case "leave":
        if (state.chips.range) set({ chips: { ...state.chips, range: undefined } });
        else onLeave();
        return true;
      case "undo":
        bar.undo();
        return true;
      case "redo":
        bar.redo();
        return true;
      case "undo unless the text does":
        unlessInput(input.current, bar.undo);
        return false;
      case "write":
        input.current?.focus();
        return false;
      case undefined:
        return false;
    }
  };

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isComposing(event)) return;
    const place = placeOf(event.target, bar);
    if (place && press(event, place)) event.preventDefault();
  });
  const onFocusIn = useEffectEvent((event: FocusEvent) => {
    const place = placeOf(event.target, bar);
    if (place?.kind === "chip" && place.place !== state.chips.stop)
      set({ chips: { ...state.chips, stop: place.place } });
  });
  const onFocusOut = useEffectEvent((event: FocusEvent) => {
    const isLeft = placeOf(event.relatedTarget, bar)?.kind !== "chip";
    if (isLeft && state.chips.range) set({ chips: { ...state.chips, range: undefined } });
  });
  useEffect(() => {
    const element = box.current;
    element?.addEventListener("keydown", onKeyDown);
    element?.addEventListener("focusin", onFocusIn);
    element?.addEventListener("focusout", onFocusOut);
    return () => {
      element?.removeEventListener("keydown", onKeyDown);
      element?.removeEventListener("focusin", onFocusIn);
      element?.removeEventListener("focusout", onFocusOut);
    };
  }, [box]);
}

/** Chips that can have the focus: those folded away cannot. */
const drawnChips = (box: HTMLElement | null): number => box?.querySelectorAll("[data-chip]").length ?? 0;

/** Where in the bar something happens; `undefined` where the bar has no keys of its own. */
function placeOf(target: EventTarget | null, { input, state, query }: Bar): BarPlace | undefined {
  if (!(target instanceof HTMLElement)) return undefined;
  if (target === input.current) {
    const { selectionStart, selectionEnd, value } = input.current;
    return {
      kind: "text",
      isAtStart: selectionStart === 0 && selectionEnd === 0,
      isAllSelected: selectionStart === 0 && selectionEnd === value.length,
      isEmpty: value === "",
      hasChips: query.conditions.length > 0 && !state.isText,
    };
  }
  const chip = target.closest<HTMLElement>("[data-chip]")?.dataset["chip"];
  return chip === undefined
    ? undefined
    : { kind: "chip", place: Number(chip), isEdit: target.matches(":first-child") };
}

/** Does something after a key, unless the key changes the field's text: then the browser had something to undo itself. */
function unlessInput(field: HTMLInputElement | null, act: () => void): void {
  let isChanged = false;
  const note = () => {
    isChanged = true;
  };
  field?.addEventListener("input", note, { once: true });
  setTimeout(() => {
    field?.removeEventListener("input", note);
    if (!isChanged) act();
  });
}
