import { existsSync, readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/**
 * What a test runner's own JSON report says. A runner that failed without a failed test (a file that did not load, a
 * crash, no report at all) counts as one failure.
 * @param {string} file the report
 * @param {boolean} ok whether the runner ended well
 * @returns {Counts}
 */
export function readCounts(file, ok) {
  const counts = existsSync(file) ? countsOf(JSON.parse(readFileSync(file, "utf8"))) : NOTHING;
  return !ok && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/**
 * @param {Record<string, number> & { stats?: never } | { stats: Record<string, number> }} report vitest's or Playwright's
 * @returns {Counts}
 */
function countsOf(report) {
  const { stats } = report;
  if (stats !== undefined) {
    // One that passed only when repeated did fail.
    const failed = (stats["unexpected"] ?? 0) + (stats["flaky"] ?? 0);
    return { passed: stats["expected"] ?? 0, failed, skipped: stats["skipped"] ?? 0 };
  }
  const skipped = (report["numPendingTests"] ?? 0) + (report["numTodoTests"] ?? 0);
  return { passed: report["numPassedTests"] ?? 0, failed: report["numFailedTests"] ?? 0, skipped };
}

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
  const total = { ...NOTHING };
  for (const { passed, failed, skipped } of all) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/**
 * The closing line of `npm test`; what runs it reads this form.
 * @param {Counts} counts
 */
export function closingLine({ passed, failed, skipped }) {
  return `sandbar: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
