import { metadataObject } from "#contract/metadata.ts";
import { isSecret, shownValue } from "#contract/secret.ts";
import type { FleetRow } from "#web/fleet/row.ts";

/** How many metadata values of these sandboxes are masked. */
export const countMasked = (rows: readonly FleetRow[]): number =>
  rows.reduce((sum, { metadata }) => sum + metadata.filter(([key, value]) => isSecret(key, value)).length, 0);

/** Sandboxes as a JSON array with the API's own field names; secret values masked unless `reveal`. */
export function rowsAsJson(rows: readonly FleetRow[], reveal: boolean): string {
  const list = rows.map(({ startedMicros: _started, endMillis: _end, asOf: _asOf, metadata, ...fields }) => ({
    ...fields,
    metadata: metadataObject(metadata.map(([key, value]) => [key, reveal ? value : shownValue(key, value)])),
  }));
  return `${JSON.stringify(list, undefined, 2)}\n`;
}
