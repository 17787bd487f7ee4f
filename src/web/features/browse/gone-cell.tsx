import { metadataValue } from "#contract/metadata.ts";
import { shownValue } from "#contract/secret.ts";
import type { Gone } from "#web/fleet/live-rows.ts";
import { templateName, type FleetRow } from "#web/fleet/row.ts";
import { browseStrings as strings } from "#web/strings/browse.ts";
import { CutId } from "./cut-id.tsx";
import type { GridColumn } from "./use-grid-table.ts";
import { visibleText } from "./visible-text.ts";

interface GoneCellProps {
  readonly row: FleetRow;
  readonly why: Gone;
  readonly column: GridColumn;
  readonly isCard: boolean;
  /** There is no column of states, whose place the reason takes otherwise. */
  readonly saysWhyAtId: boolean;
}

/** What a cell says of a sandbox that is gone: enough to tell which it was, and nothing to press. */
export function GoneCell({ row, why, column, isCard, saysWhyAtId }: GoneCellProps) {
  const { sandboxID } = row;
  if (column.id === "id")
    return (
      <span className="flex min-w-0 items-center gap-2">
        <s className="relative flex min-w-0 font-mono" title={sandboxID}>
          <CutId id={sandboxID} />
        </s>
        {saysWhyAtId && <span className="shrink-0 text-xs">{strings.gone[why]}</span>}
      </span>
    );
  if (column.id === "state")
    return saysWhyAtId ? null : (
      // A card has no buttons beside it that the longest reason would run into.
      <span className={isCard ? "block whitespace-nowrap" : "block truncate"} title={strings.gone[why]}>
        {strings.gone[why]}
      </span>
    );
  const text = textIn(row, column);
  return text === undefined ? null : <s className="block truncate font-mono text-xs">{text}</s>;
}

function textIn(row: FleetRow, { id, metadataKey }: GridColumn): string | undefined {
  const shown = (key: string, value: string) => visibleText(shownValue(key, value));
  if (id === "template") return templateName(row);
  if (id === "metadata")
    return row.metadata.map(([key, value]) => `${visibleText(key)}=${shown(key, value)}`).join(" ");
  const value = metadataKey === undefined ? undefined : metadataValue(row.metadata, metadataKey);
  return value === undefined || metadataKey === undefined ? undefined : shown(metadataKey, value);
}
