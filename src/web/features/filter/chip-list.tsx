import { useCallback, useEffect, useMemo, useRef, useState, type ComponentType } from "react";
import type { Condition } from "#query/ast.ts";
import type { Plan } from "#query/plan.ts";
import { isPrivate } from "#query/privacy.ts";
import { Button } from "#web/design/button.tsx";
import { filterStrings } from "#web/strings/filter.ts";
import { isChosen } from "./chip-selection.ts";
import { FilterChip } from "./filter-chip.tsx";
import type { Bar } from "./use-query-bar.ts";

/** More chips are folded away; unfolded, so many more are drawn in each frame, so that no frame is late. */
const CHIPS_AT_ONCE = 40;

interface ChipListProps {
  readonly bar: Bar;
  readonly plan: Plan;
  /** What stands in place of the chip that is edited, once its script is there. */
  readonly editor: ComponentType<ChipEditorProps> | undefined;
}

export interface ChipEditorProps {
  readonly bar: Bar;
  readonly condition: Condition;
  readonly place: number;
}

/** The conditions that hold, all of them, as chips with one tab stop. */
export function ChipList({ bar, plan, editor: Editor }: ChipListProps) {
  const { state, query } = bar;
  const { conditions } = query;
  const [drawn, unfold] = useUnfolding(conditions.length);
  const whys = useMemo(() => whysInBrowser(plan), [plan]);
  // The chips' own callbacks stay the same, so that a chip is drawn again only when it changes.
  const latest = useRef(bar);
  useEffect(() => {
    latest.current = bar;
  });
  const edit = useCallback((place: number) => latest.current.set({ editing: place }), []);
  const remove = useCallback((place: number) => latest.current.remove([place]), []);
  // Edited as text, what stands in the text is no chip as well.
  const isChip = (condition: Condition) => !state.isText || isPrivate(condition);
  if (!conditions.some(isChip)) return null;

  const stop = Math.min(state.chips.stop, drawn - 1);
  const folded = conditions.length - drawn;
  return (
    <>
      <ul aria-label={filterStrings.conditions} className="contents">
        {conditions.slice(0, drawn).map((condition, place) => {
          if (!isChip(condition)) return null;
          return Editor !== undefined && state.editing === place ? (
            <li key={place} className="w-full">
              <Editor bar={bar} condition={condition} place={place} />
            </li>
          ) : (
            <FilterChip
              key={place}
              condition={condition}
              place={place}
              whyInBrowser={whys.get(condition)}
              isChosen={isChosen(state.chips, place)}
              isTabStop={place === stop}
              onEdit={edit}
              onRemove={remove}
            />
          );
        })}
      </ul>
      {folded > 0 && !state.isText && (
        <Button
          size="small"
          variant="quiet"
          onClick={() => {
            unfold();
            // The button goes once all are drawn.
            bar.focusChip(drawn);
          }}
        >
          {filterStrings.folded(folded)}
          <span className="sr-only"> {filterStrings.foldedHint}</span>
        </Button>
      )}
    </>
  );
}

/** How many of `count` chips are drawn, and what draws the rest, some in each frame. */
function useUnfolding(count: number): readonly [number, () => void] {
  const [drawn, setDrawn] = useState(CHIPS_AT_ONCE);
  const isUnfolding = drawn > CHIPS_AT_ONCE && drawn < count;
  if (count <= CHIPS_AT_ONCE && drawn !== CHIPS_AT_ONCE) setDrawn(CHIPS_AT_ONCE);
  useEffect(() => {
    if (!isUnfolding) return;
    const frame = requestAnimationFrame(() => setDrawn(drawn + CHIPS_AT_ONCE));
    return () => cancelAnimationFrame(frame);
  }, [isUnfolding, drawn]);
  return [Math.min(drawn, count), () => setDrawn(2 * CHIPS_AT_ONCE)];
}

/** Why conditions are left to the browser: the plan holds those of the query themselves. */
const whysInBrowser = (plan: Plan): ReadonlyMap<Condition, string> =>
  new Map(plan.kind === "lists" ? plan.inBrowser.map(({ condition, why }) => [condition, why]) : []);
