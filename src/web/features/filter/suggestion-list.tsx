import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import { useCallback, useEffectEvent, useLayoutEffect, useMemo, useRef, type RefObject } from "react";
import { classNames } from "#web/design/class-names.ts";
import { suggestStrings as strings } from "#web/strings/suggest.ts";
import type { Option } from "./option.ts";
import { LIST_HEIGHT, LIST_WIDTH, usePlaceUnder } from "./use-place-under.ts";
import { optionId, type Suggest } from "./use-suggest.ts";

const HEADING = 24;
const OPTION = 28;

/** Roles without a tag of their own: what looks like it takes the focus, which stays in the field. */
const roles = {
  list: { role: "listbox" },
  group: { role: "group" },
  option: { role: "option", tabIndex: -1 },
} as const;

interface SuggestionListProps {
  readonly suggest: Suggest;
  readonly field: RefObject<HTMLInputElement | null>;
  /** What must not be covered, when it is more than the field. */
  readonly under?: RefObject<HTMLElement | null>;
  /** The line under the list. */
  readonly note: string | undefined;
}

/** The list under a field, as long as it has something to offer. Only what can be seen of it is drawn, however long it is. */
export function SuggestionList({ suggest, field, under = field, note }: SuggestionListProps) {
  const { options, listId, active } = suggest;
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => linesOf(options), [options]);
  const activeLine = lines.findIndex((line) => line.index === active && line.index !== undefined);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (line) => (lines[line]?.index === undefined ? HEADING : OPTION),
    initialRect: { width: LIST_WIDTH, height: LIST_HEIGHT },
    rangeExtractor: useCallback(
      (range: Range) => {
        const drawn = defaultRangeExtractor(range);
        return activeLine < 0 || drawn.includes(activeLine)
          ? drawn
          : [...drawn, activeLine].sort((a, b) => a - b);
      },
      [activeLine],
    ),
  });
  useLayoutEffect(() => {
    virtualizer.measure();
    if (activeLine >= 0) virtualizer.scrollToIndex(activeLine === 1 ? 0 : activeLine);
    else if (scroller.current) scroller.current.scrollTop = 0;
  }, [virtualizer, activeLine, lines]);
  const frame = usePlaceUnder(field, under, options.length > 0);
  const onClick = useEffectEvent((event: MouseEvent) => {
    const option = event.target instanceof Element && event.target.closest<HTMLElement>("[data-option]");
    if (option) suggest.pick(Number(option.dataset["option"]));
  });
  useLayoutEffect(() => {
    const list = frame.current;
    list?.addEventListener("click", onClick);
    return () => list?.removeEventListener("click", onClick);
  }, [frame, options.length]);
  if (options.length === 0) return null;

  const drawn = virtualizer.getVirtualItems().flatMap(({ index, start, size }) => {
    const line = lines[index];
    return line ? [{ ...line, start, size }] : [];
  });
  const groups = [...new Set(drawn.map(({ group }) => group))];
  return (
    <div
      ref={frame}
      className="fixed z-30 flex flex-col overflow-hidden rounded-box border border-line-strong bg-bg-raised shadow-float"
    >
      <div
        ref={scroller}
        id={listId}
        {...roles.list}
        aria-label={suggest.isOfQueries ? strings.recentsList : strings.list}
        className="min-h-0 overflow-y-auto overscroll-contain p-1"
      >
        <div className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {groups.map((group) => (
            <div key={group} {...roles.group} aria-label={group}>
              {drawn.map((line) =>
                line.group !== group ? null : line.index === undefined ? (
                  <div
                    key="heading"
                    aria-hidden="true"
                    style={{ top: line.start, height: line.size }}
                    className="absolute inset-x-0 flex items-end px-2 pb-0.5 text-xs font-medium text-fg-muted"
                  >
                    {group}
                  </div>
                ) : (
                  <OptionLine key={line.index} {...line} index={line.index} suggest={suggest} />
                ),
              )}
            </div>
          ))}
        </div>
      </div>
      {note !== undefined && <p className="border-t border-line px-3 py-1.5 text-xs text-fg-muted">{note}</p>}
    </div>
  );
}

interface OptionLineProps {
  readonly option: Option | undefined;
  readonly index: number;
  readonly start: number;
  readonly size: number;
  readonly suggest: Suggest;
}

function OptionLine({ option, index, start, size, suggest }: OptionLineProps) {
  const isActive = suggest.active === index;
  return (
    <div
      id={optionId(suggest.listId, index)}
      {...roles.option}
      data-option={index}
      aria-selected={isActive}
      aria-posinset={index + 1}
      aria-setsize={suggest.options.length}
      style={{ top: start, height: size }}
      className={classNames(
        "absolute inset-x-0 flex cursor-default items-center gap-3 rounded-chip px-2 text-grid hover:bg-bg-hover",
        isActive && "chosen bg-bg-selected",
      )}
    >
      <span className="min-w-0 flex-1 truncate font-mono">
        <bdi>{option?.text}</bdi>
      </span>
      {option?.detail !== undefined && (
        <span className="shrink-0 text-xs text-fg-muted">{option.detail}</span>
      )}
    </div>
  );
}

interface Line {
  readonly group: string;
  /** The option's place among all; a heading has none. */
  readonly index: number | undefined;
  readonly option: Option | undefined;
}

/** The list line by line, each group under its heading. */
function linesOf(options: readonly Option[]): readonly Line[] {
  const lines: Line[] = [];
  let group: string | undefined;
  for (const [index, option] of options.entries()) {
    if (option.group !== group) lines.push({ group: option.group, index: undefined, option: undefined });
    group = option.group;
    lines.push({ group, index, option });
  }
  return lines;
}
