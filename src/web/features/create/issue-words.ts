import { createStrings } from "#web/strings/create.ts";
import type { ListIssue, PairIssue, TimeoutIssue } from "./validate.ts";

/** An issue of a row, in words. */
export function pairIssueWords(issue: PairIssue): string {
  const words = createStrings.pairIssues;
  switch (issue.code) {
    case "duplicate":
      return words.duplicate(issue.key, issue.others);
    case "differs-in-case":
      return words["differs-in-case"](issue.key, issue.others);
    case "reserved":
      return createStrings.reservedKeys[issue.key];
    case "outer-spaces":
    case "invisible":
      return words[issue.code](issue.shown);
    case "long-key":
    case "long-value":
      return words[issue.code](issue.length, issue.limit);
    case "costly-filter":
      return words["costly-filter"](issue.length);
    case "empty-key":
    case "half-character":
    case "no-variable-name":
    case "odd-variable-name":
    case "secret":
      return words[issue.code];
  }
}

export const listIssueWords = (issue: ListIssue): string =>
  issue.code === "many-pairs"
    ? createStrings.manyPairs(issue.count, issue.limit)
    : createStrings.manyBytes(issue.bytes, issue.limit);

export const timeoutIssueWords = (issue: TimeoutIssue): string =>
  issue.code === "too-long"
    ? createStrings.timeoutIssues["too-long"](issue.maxSeconds)
    : createStrings.timeoutIssues[issue.code];
