import { metadataValue } from "#contract/metadata.ts";
import { shownValue } from "#contract/secret.ts";
import { templateName, type FleetRow } from "#web/fleet/row.ts";
import { visibleText } from "./visible-text.ts";
import type { GridColumn } from "./use-grid-table.ts";

/**
 * What a cell says while rows fly past: its words alone, with nothing to press and nothing that ticks. Columns without words are empty
 * until it stops.
 */
export function lightText({ id, metadataKey }: GridColumn, row: FleetRow): string | undefined {
  if (metadataKey !== undefined) {
    const value = metadataValue(row.metadata, metadataKey);
    return value === undefined ? "–" : visibleText(shownValue(metadataKey, value));
  }
  if (id === "id") return row.sandboxID;
  if (id === "state") return row.state;
  if (id === "template") return templateName(row);
  if (id !== "metadata") return undefined;
  const pairs = row.metadata.map(
    ([key, value]) => `${visibleText(key)}=${visibleText(shownValue(key, value))}`,
  );
  return pairs.join("  ");
}
