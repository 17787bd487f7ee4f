import { useEffect, useEffectEvent } from "react";
import { distinctConditions } from "#query/ast.ts";
import { paste } from "#query/paste.ts";
import { shownCondition } from "#query/print.ts";
import { useToasts } from "#web/design/toasts.tsx";
import { filterStrings as strings } from "#web/strings/filter.ts";
import { clipboardText } from "./chip-text.ts";
import { chosenPlaces } from "./chip-selection.ts";
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
  /** Gives whether anything was copied. */
  const copy = (event: ClipboardEvent, words: (count: number) => string): readonly number[] => {
    const places = placesOf(event);
    if (places.length === 0) return [];
    const { text, leftOut } = clipboardText(query.conditions.filter((_, place) => places.includes(place)));
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text);
    const left = leftOut > 0 ? ` ${strings.leftOut(leftOut)}` : "";
    toasts.announce(`${words(places.length - leftOut)}.${left}`);
    if (left !== "") toasts.show({ tone: "info", text: left.trim() });
    return places;
  };
  const onCopy = useEffectEvent((event: ClipboardEvent) => void copy(event, strings.copied));
  const onCut = useEffectEvent((event: ClipboardEvent) => {
    const places = copy(event, strings.cut);
    if (places.length > 0) bar.remove(places);
  });

  const insert = (text: string) => {
    const field = input.current;
    if (!field) return;
    const { selectionStart, selectionEnd, value } = field;
    const start = selectionStart ?? value.length;
    bar.type(`${value.slice(0, start)}${text}${value.slice(selectionEnd ?? start)}`, false);
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
    if (!pasted || isTypedLike(pasted)) {
      if (isInText && !/[\p{Cc}]/u.test(text)) return;
      event.preventDefault();
      const written = text.replaceAll(/[\p{Cc}\s]+/gu, " ").trim();
      insert(written);
      return;
    }
    if (pasted.conditions.length === 0) return refuse(pasted.why ?? strings.tooLong(text.length));
    event.preventDefault();
    const next = {
      conditions: distinctConditions({ conditions: [...query.conditions, ...pasted.conditions] }),
    };
    const words = [strings.pasted(next.conditions.length - query.conditions.length), pasted.why]
      .filter(Boolean)
      .join(". ");
    set({ notice: { words, of: next } });
    bar.focusChip(undefined);
    bar.apply(
      next,
      `${words}. ${strings.undo} ${pasted.conditions.slice(0, 3).map(shownCondition).join(" ")}`,
    );
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
const isTypedLike = ({ kind, conditions }: NonNullable<ReturnType<typeof paste>>): boolean =>
  conditions.length === 1 && (kind === "query" || kind === "selector" || kind === "lines");
