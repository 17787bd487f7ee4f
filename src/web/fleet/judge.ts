import type { Entry } from "./known-rows.ts";
import type { FleetRow } from "./row.ts";

/** Whether a row meets a query; `undefined` while that cannot be told, for instance because a regular expression is still at work. */
export type Verdict = boolean | undefined;

/** Judges rows by the query, each once until something it depends on changes. */
export interface Judge {
  readonly verdict: (entry: Entry) => Verdict;
  /** Judges everything anew, by this: another query, another moment. */
  readonly judgeBy: (matches: (row: FleetRow) => Verdict) => void;
  /** Judges anew what could not be told. */
  readonly judgeUndecided: () => void;
}

export function createJudge(first: (row: FleetRow) => Verdict): Judge {
  let matches = first;
  let round = 1;
  /** The round in which everything was judged anew last. */
  let wholeRound = 1;

  return {
    verdict: (entry) => {
      const { row, judgedRow, judgedIn } = entry;
      const isFresh = judgedRow === row && judgedIn >= (entry.verdict === undefined ? round : wholeRound);
      if (!isFresh) {
        entry.verdict = matches(row);
        entry.judgedRow = row;
        entry.judgedIn = round;
      }
      return entry.verdict;
    },
    judgeBy: (next) => {
      matches = next;
      round += 1;
      wholeRound = round;
    },
    judgeUndecided: () => {
      round += 1;
    },
  };
}
