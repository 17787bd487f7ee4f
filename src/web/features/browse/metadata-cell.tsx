import { shownValue } from "#contract/secret.ts";
import { metadataIs } from "#query/ast.ts";
import { shownCondition } from "#query/print.ts";
import { metadataSubject } from "#query/subject.ts";
import { Chip } from "#web/design/chip.tsx";
import { browseStrings as strings } from "#web/strings/browse.ts";
import { FailureNote } from "./failure-note.tsx";
import { fitChips } from "./fit-chips.ts";
import { inOrder } from "./key-order.ts";
import { tabIndexOf, type RowView } from "./row-view.ts";
import { visibleText } from "./visible-text.ts";

/** Like the design's chip, with as little inside as can be: there are a hundred of them. */
const CHIP =
  "block h-6 shrink-0 truncate rounded-chip border border-line bg-bg-sunken px-1.5 font-mono text-xs hover:border-line-strong hover:bg-bg-hover";

/** Space that the note of a row created here takes before its chips, in pixels. */
const NOTE_WIDTH = { created: 68, "created-hidden": 196 } as const;

/** The pairs as chips, each of which has a menu; above them whatever has to be said about the row. */
export function MetadataCell(view: RowView) {
  const { row, mark, pinned, metadataWidth = 0 } = view;
  if (mark?.kind === "failed") return <FailureNote {...view} />;
  const metadata = inOrder(row.metadata, view.keyOrder);
  const width = metadataWidth - (pinned ? NOTE_WIDTH[pinned] : 0);
  const texts = metadata.map(([key, value]) => `${visibleText(key)}=${visibleText(shownValue(key, value))}`);
  const { chips, hidden } = fitChips(texts, width);
  const tabIndex = tabIndexOf(view);
  return (
    <span className="flex min-w-0 items-center gap-1 overflow-hidden">
      {pinned && (
        <Chip className="shrink-0 border-accent font-sans">
          {pinned === "created" ? strings.created : strings.createdHidden}
        </Chip>
      )}
      {chips.map((chip) => {
        const pair = metadata[chip.index];
        if (!pair) return null;
        const [key, value] = pair;
        return (
          <button
            key={key}
            type="button"
            tabIndex={tabIndex}
            title={shownCondition(metadataIs(key, value))}
            data-value="metadata"
            aria-haspopup="menu"
            style={{ maxWidth: chip.width }}
            className={CHIP}
            onClick={(event) => view.actions.pointAt(metadataSubject(key), value, event)}
          >
            <bdi className="text-fg-muted">{visibleText(key)}</bdi>
            <span className="text-fg-muted">=</span>
            <bdi>{visibleText(shownValue(key, value))}</bdi>
          </button>
        );
      })}
      {hidden > 0 && (
        <button type="button" tabIndex={tabIndex} className={CHIP} onClick={() => view.actions.open(row)}>
          {strings.more(hidden)}
          <span className="sr-only">{strings.moreOf(hidden, row.sandboxID)}</span>
        </button>
      )}
      {row.metadata.length === 0 && <span className="text-xs text-fg-muted">{strings.noMetadata}</span>}
    </span>
  );
}
