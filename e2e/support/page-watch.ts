import type { ConsoleMessage, Page } from "@playwright/test";

/** What the browser reports of a request that failed. Only where a test means requests to fail may these be passed over. */
const NETWORK_REPORT = /^Failed to load resource: /;

/** Collects what no page of ours may ever do. */
export interface PageWatch {
  /** Script errors, console errors and violations of the content security policy, in words. */
  readonly problems: () => readonly string[];
}

/**
 * Watches a page from before its first document on.
 * @param requestsMayFail whether the browser's own report of a failed request is no problem
 */
export async function watchPage(page: Page, requestsMayFail: () => boolean): Promise<PageWatch> {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(`uncaught: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    if (isProblem(message, requestsMayFail()))
      problems.push(`console ${message.type()}: ${message.text()} ${message.location().url}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (violation) => {
      console.error(`policy: ${violation.violatedDirective} ${violation.blockedURI} ${violation.sourceFile}`);
    });
  });
  return { problems: () => problems };
}

function isProblem(message: ConsoleMessage, requestsMayFail: boolean): boolean {
  if (message.type() !== "error" && message.type() !== "warning") return false;
  return !(requestsMayFail && NETWORK_REPORT.test(message.text()));
}
