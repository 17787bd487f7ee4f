import { emptyQuery } from "#query/ast.ts";
import { choiceOf, excludeValue, includeValue, onlyValue, releaseValue } from "#query/edit.ts";
import { shownCondition } from "#query/print.ts";
import type { Subject } from "#query/subject.ts";
import { IconButton } from "#web/design/button.tsx";
import { classNames } from "#web/design/class-names.ts";
import { useToasts } from "#web/design/toasts.tsx";
import { useGoneWithFocus } from "#web/lib/use-gone-with-focus.ts";
import { facetsStrings as strings } from "#web/strings/facets.ts";
import { valueMenuStrings } from "#web/strings/value-menu.ts";
import { useView, useViewStore } from "#web/view/use-view.ts";
import { useValueActions } from "#web/view/value-menu.ts";
import { valueName } from "./facet-label.ts";

interface FacetValueProps {
  readonly subject: Subject;
  readonly value: string;
  /** Absent where it is not kept. */
  readonly count: number | undefined;
  /** There may be more. */
  readonly isPartial: boolean;
  /** It is there no more, with the focus on it. */
  readonly onGone: () => void;
}

/** Buttons that come to sight where one is; where nothing can hover they stand there always. */
const BUTTON =
  "bg-bg-hover text-fg-muted opacity-0 group-hover:opacity-100 group-focus-within:opacity-100 pointer-coarse:bg-transparent pointer-coarse:opacity-100";

/** One value with its count: a tick asks for it, the buttons exclude it and open its menu. */
export function FacetValue({ subject, value, count, isPartial, onGone }: FacetValueProps) {
  const { query } = useView();
  const view = useViewStore();
  const toasts = useToasts();
  const { openMenu } = useValueActions();
  const choice = choiceOf(query, subject, value);
  const name = valueName(subject, value);
  const pair = onlyValue(emptyQuery, subject, value).conditions.map(shownCondition).join(" ");
  const isExcluded = choice === "excluded";

  const change = (how: typeof includeValue, said: string) => {
    view.setQuery(how(view.get().query, subject, value));
    toasts.announce(said);
  };
  const include = () =>
    choice === "included"
      ? change(releaseValue, strings.released(pair))
      : change(includeValue, strings.added(pair));
  const exclude = () =>
    isExcluded
      ? change(releaseValue, strings.released(pair))
      : change(excludeValue, strings.nowExcluded(pair));
  const menuAt = (trigger: HTMLElement) => openMenu({ subject, value, trigger });

  return (
    <li
      ref={useGoneWithFocus<HTMLLIElement>(onGone)}
      className="group relative flex min-h-6 items-center gap-1 rounded-chip ps-1 pe-1.5 hover:bg-bg-hover"
    >
      <span className="relative flex min-w-0 flex-1 items-center">
        <label className="flex min-h-6 min-w-0 flex-1 items-center gap-2" title={name}>
          <input
            type="checkbox"
            className="size-3.5 shrink-0 accent-accent"
            checked={choice === "included"}
            aria-label={strings.valueName(isExcluded ? strings.excluded(name) : name, count, isPartial)}
            onChange={({ nativeEvent }) =>
              nativeEvent instanceof MouseEvent && nativeEvent.altKey ? exclude() : include()
            }
            onContextMenu={(event) => {
              event.preventDefault();
              menuAt(event.currentTarget);
            }}
          />
          <bdi
            className={classNames(
              "min-w-0 truncate",
              (subject.kind === "metadata" || subject.name === "template") && "font-mono text-xs",
              isExcluded && "text-fg-muted line-through",
              value === "" && "text-fg-muted italic",
            )}
          >
            {name}
          </bdi>
        </label>
        <span className="absolute end-0 flex pointer-coarse:static">
          <IconButton
            size="small"
            icon="exclude"
            label={strings.exclude(pair)}
            aria-pressed={isExcluded}
            className={isExcluded ? "bg-bg-raised text-accent group-hover:bg-bg-hover" : BUTTON}
            onClick={exclude}
          />
          <IconButton
            size="small"
            icon="more"
            label={valueMenuStrings.actionsFor(pair)}
            aria-haspopup="menu"
            className={BUTTON}
            onClick={(event) => menuAt(event.currentTarget)}
          />
        </span>
      </span>
      <span aria-hidden="true" className="min-w-9 shrink-0 text-end text-xs text-fg-muted">
        {strings.count(count, isPartial)}
      </span>
    </li>
  );
}
