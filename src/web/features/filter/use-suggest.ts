import { useEffectEvent, useId, useLayoutEffect, useMemo, useState, type RefObject } from "react";
import { isComposing } from "./is-composing.ts";
import type { Option, PartOption, QueryOption } from "./option.ts";

/** What a list offers. */
interface Offered {
  readonly options: readonly Option[];
  /** The line under the list: what its counts are of. */
  readonly note?: string;
}

/** What a list offers for a text and where the caret stands in it. While it is open it is asked again, but its source stays as it was. */
export type Offer = (text: string, caret: number) => Offered;

const nothing: Offered = { options: [] };

interface SuggestProps {
  readonly field: RefObject<HTMLInputElement | null>;
  /** The field's text, as it is shown. */
  readonly text: string;
  /** What to offer, from what is known at this moment. */
  readonly open: () => Offer;
  /** What `Alt+↓` offers: whole queries. */
  readonly openQueries?: () => readonly QueryOption[];
  readonly onPick: (option: PartOption) => void;
}

export interface Suggest {
  readonly listId: string;
  readonly options: readonly Option[];
  readonly note: string | undefined;
  readonly active: number | undefined;
  /** The list holds whole queries, not parts of the text. */
  readonly isOfQueries: boolean;
  readonly pick: (index: number) => void;
}

/** A step of Page Up and Page Down. */
const PAGE = 8;

interface OpenList {
  readonly offer: Offer;
  readonly isOfQueries: boolean;
}

/** Makes a text field, of whomever it is, a combobox: its list, its keys and its marks for assistive technology, all at once. */
export function useSuggest({ field, text, open, openQueries, onPick }: SuggestProps): Suggest {
  const listId = useId();
  const [list, setList] = useState<OpenList>();
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState<number>();
  const offer = list?.offer;
  const { options, note } = useMemo(() => offer?.(text, caret) ?? nothing, [offer, text, caret]);
  const isOpen = options.length > 0;
  const isActive = isOpen && active !== undefined && active < options.length;

  const show = () => {
    setActive(undefined);
    if (!list || list.isOfQueries) setList({ offer: open(), isOfQueries: false });
  };
  const close = () => {
    setActive(undefined);
    setList(undefined);
  };
  const pick = (index: number) => {
    const option = options[index];
    if (!option) return;
    // Behind a key the values are next; whatever is whole is done with.
    if (option.kind === "query" || option.isWhole !== "no") close();
    else setActive(undefined);
    if (option.kind === "query") option.show();
    else onPick(option);
  };

  const press = (event: KeyboardEvent): boolean => {
    if (event.key === "ArrowDown" && event.altKey && openQueries) {
      const queries = openQueries();
      setActive(queries.length > 0 ? 0 : undefined);
      setList({ offer: () => ({ options: queries }), isOfQueries: true });
      return true;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
    if (event.key === "ArrowDown" && !isOpen) return (show(), true);
    if (!isOpen) return false;
    if (event.key === "Escape") return (close(), true);
    if (event.key === "Enter" || event.key === "Tab") {
      if (isActive) pick(active);
      else close();
      return isActive;
    }
    const to = moved(event.key, isActive ? active : undefined, options.length);
    if (to === undefined) return false;
    setActive(to);
    return true;
  };
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!event.defaultPrevented && !isComposing(event) && press(event)) event.preventDefault();
  });
  const onInput = useEffectEvent((event: Event) => {
    const input = field.current;
    if (!input || event.target !== input) return;
    setCaret(input.selectionStart ?? 0);
    // Applied or erased: what there is to see now is the table.
    if (input.value === "") close();
    else show();
  });
  const onClick = useEffectEvent(show);
  const onStart = useEffectEvent(() => {
    // Whoever was typing before this came is shown at once what there is. Who was faster and is in the list already stays there.
    const input = field.current;
    if (list || !input || input.value === "" || document.activeElement !== input) return;
    setCaret(input.selectionStart ?? 0);
    show();
  });
  const onBlur = useEffectEvent(close);
  const onCaret = useEffectEvent(() => {
    if (document.activeElement === field.current) setCaret(field.current?.selectionStart ?? 0);
  });
  // As early as the field itself, which may have the focus from its first moment.
  useLayoutEffect(() => {
    const input = field.current;
    const start = requestAnimationFrame(() => onStart());
    input?.addEventListener("keydown", onKeyDown);
    input?.addEventListener("click", onClick);
    input?.addEventListener("blur", onBlur);
    document.addEventListener("selectionchange", onCaret);
    // Behind React's own listener: drawn before that, the field would get its old text back.
    document.addEventListener("input", onInput);
    return () => {
      cancelAnimationFrame(start);
      input?.removeEventListener("keydown", onKeyDown);
      input?.removeEventListener("click", onClick);
      input?.removeEventListener("blur", onBlur);
      document.removeEventListener("selectionchange", onCaret);
      document.removeEventListener("input", onInput);
    };
  }, [field]);

  // On the element itself: it may belong to a part that was there before this one.
  useLayoutEffect(() => {
    const input = field.current;
    input?.setAttribute("aria-expanded", String(isOpen));
    setOrRemove(input, "aria-controls", isOpen ? listId : undefined);
    setOrRemove(input, "aria-activedescendant", isActive ? optionId(listId, active) : undefined);
  }, [field, isOpen, isActive, active, listId]);

  return {
    listId,
    options,
    note,
    active: isActive ? active : undefined,
    isOfQueries: list?.isOfQueries === true,
    pick,
  };
}

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

function setOrRemove(element: Element | null, name: string, value: string | undefined): void {
  if (value === undefined) element?.removeAttribute(name);
  else element?.setAttribute(name, value);
}

/** Where a key leads in a list, round its ends; `undefined` for a key that does not move. */
function moved(key: string, from: number | undefined, count: number): number | undefined {
  switch (key) {
    case "ArrowDown":
      return from === undefined ? 0 : (from + 1) % count;
    case "ArrowUp":
      return from === undefined ? count - 1 : (from + count - 1) % count;
    case "PageDown":
      return Math.min(count - 1, (from ?? -1) + PAGE);
    case "PageUp":
      return Math.max(0, (from ?? count) - PAGE);
    default:
      return undefined;
  }
}
