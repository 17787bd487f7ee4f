import { metadataValue } from "#contract/metadata.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Filter } from "./sandbox-columns.ts";

const KEPT_FILTERS = 256;

/**
 * How many running sandboxes match a filter, remembered for the filters asked for most recently and kept right by every write. A
 * console asks for the same few again and again, and counting two broad pairs anew walks the larger part of the fleet.
 */
export class FilterTotals {
  readonly #kept = new Map<string, { readonly filter: Filter; running: number }>();

  /** The remembered count, else what `count` finds. */
  running(filter: Filter, count: () => number): number {
    const key = keyOf(filter);
    const known = this.#kept.get(key);
    if (known) {
      // Moves it to the end: the first is then the one unused for longest.
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known.running;
    }
    const running = count();
    this.#kept.set(key, { filter, running });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_FILTERS && oldest !== undefined) this.#kept.delete(oldest);
    return running;
  }

  /** Tells of one committed write: `before` is absent for a new sandbox, `after` for one that is gone. */
  moved(before: Sandbox | undefined, after: Sandbox | undefined): void {
    const delta = Number(after?.state === "running") - Number(before?.state === "running");
    const sandbox = after ?? before;
    if (delta === 0 || !sandbox) return;
    for (const entry of this.#kept.values()) if (matches(entry.filter, sandbox)) entry.running += delta;
  }

  forget(): void {
    this.#kept.clear();
  }
}

const keyOf = (filter: Filter): string =>
  JSON.stringify([filter.templateId ?? null, filter.metadata.toSorted(([a], [b]) => (a < b ? -1 : 1))]);

function matches(filter: Filter, sandbox: Sandbox): boolean {
  if (filter.templateId !== undefined && filter.templateId !== sandbox.templateId) return false;
  return filter.metadata.every(([key, value]) => metadataValue(sandbox.metadata, key) === value);
}
