import { metadataObject } from "#contract/metadata.ts";
import { isSecret, shownValue } from "#contract/secret.ts";
import type { FleetRow } from "#web/fleet/row.ts";

/** Of each row once: the bar over a large selection is drawn again with every page that is read. */
const maskedIn = new WeakMap<FleetRow, number>();

/** How many metadata values of these sandboxes are masked. */
export function countMasked(rows: readonly FleetRow[]): number {
  let sum = 0;
  for (const row of rows) {
    const counted = maskedIn.get(row) ?? row.metadata.filter(([key, value]) => isSecret(key, value)).length;
    maskedIn.set(row, counted);
    sum += counted;
  }
  return sum;
}

/** Sandboxes as a JSON array with the API's own field names; secret values masked unless `reveal`. */
export function rowsAsJson(rows: readonly FleetRow[], reveal: boolean): string {
  const list = rows.map(({ startedMicros: _started, endMillis: _end, asOf: _asOf, metadata, ...fields }) => ({
    ...fields,
    metadata: metadataObject(metadata.map(([key, value]) => [key, reveal ? value : shownValue(key, value)])),
  }));
  return `${JSON.stringify(list, undefined, 2)}\n`;
}
