import { metadataValue } from "#contract/metadata.ts";
import { shownValue } from "#contract/secret.ts";
import { metadataIs } from "#query/ast.ts";
import { shownCondition } from "#query/print.ts";
import { metadataSubject } from "#query/subject.ts";
import { browseStrings as strings } from "#web/strings/browse.ts";
import { tabIndexOf, type CellView } from "./row-view.ts";
import { visibleText } from "./visible-text.ts";

/** The value of one metadata key, which has a menu. No value and an empty one are two things. */
export function ValueCell({ row, metadataKey = "", isActive, actions }: CellView) {
  const value = metadataValue(row.metadata, metadataKey);
  if (value === undefined)
    return (
      <span className="text-fg-muted" title={strings.noValue(visibleText(metadataKey))}>
        <span aria-hidden="true">–</span>
        <span className="sr-only">{strings.absent}</span>
      </span>
    );
  return (
    <button
      type="button"
      tabIndex={tabIndexOf({ isActive })}
      title={shownCondition(metadataIs(metadataKey, value))}
      data-value="metadata"
      aria-haspopup="menu"
      className="block min-h-6 min-w-6 max-w-full truncate rounded-chip text-start font-mono text-xs hover:underline"
      onClick={(event) => actions.pointAt(metadataSubject(metadataKey), value, event)}
    >
      <bdi className={value === "" ? "text-fg-muted" : undefined}>
        {visibleText(shownValue(metadataKey, value))}
      </bdi>
    </button>
  );
}
