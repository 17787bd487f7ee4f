import { useContext, useId, useRef, useState } from "react";
import { clearSubject } from "#query/edit.ts";
import { isAbout, subjectId, type Subject } from "#query/subject.ts";
import { IconButton } from "#web/design/button.tsx";
import { classNames } from "#web/design/class-names.ts";
import { Icon } from "#web/design/icon.tsx";
import { FocusHomeContext } from "#web/design/overlays.ts";
import { useToasts } from "#web/design/toasts.tsx";
import { useGoneWithFocus } from "#web/lib/use-gone-with-focus.ts";
import { facetFold, withFacetFold } from "#web/prefs/facet-folds.ts";
import { usePrefs, usePrefsServices } from "#web/prefs/use-prefs.ts";
import { facetsStrings as strings } from "#web/strings/facets.ts";
import { useView, useViewStore } from "#web/view/use-view.ts";
import { facetName } from "./facet-label.ts";
import { FacetValues } from "./facet-values.tsx";

interface FacetGroupProps {
  readonly subject: Subject;
  /** Which part of the loaded rows has it, from 0 to 1; absent where all have. */
  readonly share?: number;
  /** Whether it is unfolded as long as nobody has said so. */
  readonly startsOpen: boolean;
  readonly isHeld: boolean;
}

/** One facet, which folds up to its heading. Whether it does is remembered. */
export function FacetGroup({ subject, share, startsOpen, isHeld }: FacetGroupProps) {
  const { query } = useView();
  const view = useViewStore();
  const toasts = useToasts();
  const prefs = usePrefs();
  const { prefs: store } = usePrefsServices();
  const nameId = useId();
  const heading = useRef<HTMLButtonElement>(null);
  const group = useGoneWithFocus<HTMLFieldSetElement>(useContext(FocusHomeContext));
  const contentId = useId();
  const id = subjectId(subject);
  // What stands there when it appears stays, however the keys change places afterwards.
  const [first] = useState(startsOpen);
  const isOpen = facetFold(prefs.facetFolds, id) ?? first;
  const name = facetName(subject);
  const hasConditions = query.conditions.some((condition) => isAbout(condition, subject));

  const toggle = () =>
    store.update(({ facetFolds }) => ({ facetFolds: withFacetFold(facetFolds, id, !isOpen) }));
  const clear = () => {
    view.setQuery(clearSubject(view.get().query, subject));
    toasts.announce(strings.cleared(name));
    // Its button goes with the conditions.
    heading.current?.focus();
  };
  return (
    <fieldset ref={group} aria-labelledby={nameId} className="min-w-0 px-2 pb-1">
      <legend className="flex w-full items-center">
        <button
          ref={heading}
          type="button"
          aria-expanded={isOpen}
          aria-controls={contentId}
          id={nameId}
          className="flex min-h-7 min-w-0 flex-1 items-center gap-1 rounded-chip text-start hover:bg-bg-hover"
          onClick={toggle}
        >
          <Icon name={isOpen ? "down" : "right"} className="shrink-0 text-fg-muted" />
          <bdi
            className={classNames(
              "min-w-0 truncate font-semibold",
              subject.kind === "metadata" ? "font-mono text-xs" : "text-grid",
            )}
            title={name}
          >
            {name}
          </bdi>
          {share !== undefined && (
            <span className="shrink-0 text-xs text-fg-muted">· {strings.share(share)}</span>
          )}
        </button>
        {hasConditions && (
          <IconButton size="small" icon="close" label={strings.clear(name)} onClick={clear} />
        )}
      </legend>
      <div id={contentId} hidden={!isOpen} className="ps-1">
        {isOpen && <FacetValues subject={subject} isHeld={isHeld} onGone={() => heading.current?.focus()} />}
      </div>
    </fieldset>
  );
}
