import { shownValue } from "#contract/secret.ts";
import { metadataIs } from "#query/ast.ts";
import { shownCondition } from "#query/print.ts";
import { IconButton } from "#web/design/button.tsx";
import { Chip, ChipButton } from "#web/design/chip.tsx";
import { Icon } from "#web/design/icon.tsx";
import { browseStrings as strings } from "#web/strings/browse.ts";
import { fitChips } from "./fit-chips.ts";
import { tabIndexOf, type RowView } from "./row-view.ts";

/** No chip shows more of a key or value; the whole stands in the details. */
const LONGEST = 60;

/** Space that the note of a row created here takes before its chips, in pixels. */
const NOTE_WIDTH = { created: 68, "created-hidden": 196 } as const;

/** The pairs as chips, each of which filters by itself; above them whatever has to be said about the row. */
export function MetadataCell(view: RowView) {
  const { row, mark, pinned, metadataWidth } = view;
  if (mark?.kind === "failed") return <Failed {...view} />;
  const width = metadataWidth - (pinned ? NOTE_WIDTH[pinned] : 0);
  const texts = row.metadata.map(([key, value]) => `${key}=${shownValue(key, value)}`.slice(0, LONGEST));
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
          <ChipButton
            key={key}
            tabIndex={tabIndex}
            title={strings.filterBy(shownCondition(condition))}
            style={{ maxWidth: chip.width }}
            className="h-6 shrink-0"
            onClick={() => view.actions.filterBy(condition)}
          >
            <span className="sr-only">{strings.filterByWord}</span>
            <span className="block truncate">
              <bdi className="text-fg-muted">{key.slice(0, LONGEST)}=</bdi>
              <bdi>{shownValue(key, value).slice(0, LONGEST)}</bdi>
            </span>
          </ChipButton>
        );
      })}
      {hidden > 0 && (
        <ChipButton tabIndex={tabIndex} className="h-6 shrink-0" onClick={() => view.actions.open(row)}>
          {strings.more(hidden)}
          <span className="sr-only">{strings.moreOf(row.sandboxID)}</span>
        </ChipButton>
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
