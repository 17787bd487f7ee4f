import { useEffect, useEffectEvent } from "react";
import { sameQuery } from "#query/ast.ts";
import { parse } from "#query/parse.ts";
import { paste, type Pasted } from "#query/paste.ts";
import { useToasts } from "#web/design/toasts.tsx";
import { filterStrings as strings } from "#web/strings/filter.ts";
import { clipboardText } from "./chip-text.ts";
import { chosenPlaces } from "./chip-selection.ts";
import { readAdded } from "./read-draft.ts";
import type { Bar } from "./use-query-bar.ts";

/** Longer texts are not looked at. In UTF-16 units. */
const MOST_PASTED = 500_000;

/** Conditions on their way to the clipboard and from it, as query text. */
export function useBarClipboard(bar: Bar): void {
  const toasts = useToasts();
  const { box, input, state, query, set } = bar;

  /** The chips that a clipboard event is about; none where it is about text. */
  const placesOf = (event: ClipboardEvent): readonly number[] => {
    const chip = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-chip]") : null;
    if (!chip) return [];
    return state.chips.range ? chosenPlaces(state.chips) : [Number(chip.dataset["chip"])];
  };
  /** Gives the places of the chips that were copied. */
  const copy = (event: ClipboardEvent): readonly number[] => {
    const places = placesOf(event);
    if (places.length === 0) return [];
    const { text, leftOut } = clipboardText(query.conditions.filter((_, place) => places.includes(place)));
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text);
    if (leftOut > 0) toasts.show({ tone: "info", text: strings.leftOut(leftOut) });
    return places;
  };
  const onCopy = useEffectEvent((event: ClipboardEvent) => {
    const places = copy(event);
    if (places.length > 0) toasts.announce(strings.copied(places.length));
  });
  const onCut = useEffectEvent((event: ClipboardEvent) => bar.remove(copy(event)));

  const insert = (text: string) => {
    const field = input.current;
    if (!field) return;
    const { selectionStart, selectionEnd, value } = field;
    const start = selectionStart ?? value.length;
    bar.type(`${value.slice(0, start)}${text}${value.slice(selectionEnd ?? start)}`, "other means");
    bar.focusChip(undefined);
  };

  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const isInText = event.target === input.current;
    if (!isInText && placesOf(event).length === 0) return;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (text === "") return;
    const refuse = (why: string) => {
      event.preventDefault();
      toasts.show({ tone: "danger", text: why });
    };
    if (text.length > MOST_PASTED) return refuse(strings.tooLong(text.length));
    // Into the middle of a text it is a part of that.
    const isAlone = !isInText || (state.draft === "" && !state.isText);
    const pasted = isAlone ? paste(text) : undefined;
    if (!pasted || isTypedLike(text, pasted)) {
      if (isInText && !/[\p{Cc}]/u.test(text)) return;
      event.preventDefault();
      const written = text.replaceAll(/[\p{Cc}\s]+/gu, " ").trim();
      insert(written);
      return;
    }
    if (pasted.conditions.length === 0) return refuse(pasted.why ?? strings.tooLong(text.length));
    event.preventDefault();
    const reading = readAdded(query, pasted.conditions);
    if (reading.kind !== "understood") return refuse(strings.noRoom);
    const next = reading.query;
    const words = [strings.pasted(reading.added.length), pasted.why].filter(Boolean).join(". ");
    set({ notice: { words, of: next } });
    bar.focusChip(undefined);
    bar.apply(next, strings.undoable(words));
  });

  useEffect(() => {
    const element = box.current;
    element?.addEventListener("copy", onCopy);
    element?.addEventListener("cut", onCut);
    element?.addEventListener("paste", onPaste);
    return () => {
      element?.removeEventListener("copy", onCopy);
      element?.removeEventListener("cut", onCut);
      element?.removeEventListener("paste", onPaste);
    };
  }, [box]);
}

/** One condition in the language itself is pasted as text, as if it had been typed: one may want to change it first. */
function isTypedLike(text: string, { conditions }: Pasted): boolean {
  if (conditions.length !== 1) return false;
  const { query, errors } = parse(text);
  return errors.length === 0 && sameQuery(query, { conditions });
}
