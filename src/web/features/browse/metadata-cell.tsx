import { shownValue } from "#contract/secret.ts";
import { metadataIs } from "#query/ast.ts";
import { shownCondition } from "#query/print.ts";
import { IconButton } from "#web/design/button.tsx";
import { Chip } from "#web/design/chip.tsx";
import { Icon } from "#web/design/icon.tsx";
import { browseStrings as strings } from "#web/strings/browse.ts";
import { fitChips } from "./fit-chips.ts";
import { tabIndexOf, type RowView } from "./row-view.ts";

/** No chip shows more of a key or value; the whole stands in the details. */
const LONGEST = 60;

/** Nothing, and space at an end, would not be seen without quotes. */
const visible = (text: string): string =>
  text === "" || text !== text.trim() ? `"${text.slice(0, LONGEST)}"` : text.slice(0, LONGEST);

/** Like the design's chip, with as little inside as can be: there are a hundred of them. */
const CHIP =
  "block h-6 shrink-0 truncate rounded-chip border border-line bg-bg-sunken px-1.5 font-mono text-xs hover:border-line-strong hover:bg-bg-hover";

/** Space that the note of a row created here takes before its chips, in pixels. */
const NOTE_WIDTH = { created: 68, "created-hidden": 196 } as const;

/** The pairs as chips, each of which filters by itself; above them whatever has to be said about the row. */
export function MetadataCell(view: RowView) {
  const { row, mark, pinned, metadataWidth } = view;
  if (mark?.kind === "failed") return <Failed {...view} />;
  const width = metadataWidth - (pinned ? NOTE_WIDTH[pinned] : 0);
  const texts = row.metadata.map(([key, value]) => `${visible(key)}=${visible(shownValue(key, value))}`);
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
        const pair = row.metadata[chip.index];
        if (!pair) return null;
        const [key, value] = pair;
        const condition = metadataIs(key, value);
        return (
          <button
            key={key}
            type="button"
            tabIndex={tabIndex}
            title={strings.filterBy(shownCondition(condition))}
            style={{ maxWidth: chip.width }}
            className={CHIP}
            onClick={() => view.actions.filterBy(condition)}
          >
            <bdi className="text-fg-muted">{visible(key)}</bdi>
            <span className="text-fg-muted">=</span>
            <bdi>{visible(shownValue(key, value))}</bdi>
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

function Failed({ row, mark, isActive, actions }: RowView) {
  if (mark?.kind !== "failed") return null;
  const words = strings.failed[mark.action](mark.failure.message);
  return (
    <span className="flex min-w-0 items-center gap-1 text-danger-text">
      <Icon name="warning" />
      <span className="truncate" title={words}>
        {words}
      </span>
      <IconButton
        size="small"
        icon="close"
        label={strings.dismissFailure(row.sandboxID)}
        tabIndex={tabIndexOf({ isActive })}
        onClick={() => actions.dismiss(row)}
      />
    </span>
  );
}
