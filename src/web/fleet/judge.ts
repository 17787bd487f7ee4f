import type { Query } from "#query/ast.ts";
import { dependsOnTime, namesTemplate, regexesOf } from "#query/ast.ts";
import { matcher, type MatchContext, type RowTest } from "#query/match.ts";
import type { Clock } from "#web/lib/clock.ts";
import type { Entry } from "./known-rows.ts";
import type { RegexService } from "./regex-service.ts";
import type { TemplateNames } from "./template-names.ts";

export interface JudgeDependencies {
  readonly clock: Clock;
  readonly regex: Pick<RegexService, "test" | "tooSlow" | "isMissing" | "subscribe">;
  readonly templateNames: TemplateNames;
  /** Told when rows may be judged otherwise than before, though nothing was read. Calls back when they are, unless other work took its place. */
  readonly changed: (whenJudged: () => void) => void;
}

/** Judges rows by a query, each once until something it depends on changes: the row, the query, the time, or what is found out meanwhile. */
export interface Judge {
  /** Whether an entry's row meets the query; `undefined` where that cannot be told yet. */
  readonly verdict: (entry: Entry) => boolean | undefined;
  /** Judges everything by this from now on. */
  readonly judgeBy: (query: Query) => void;
  /** The clock was put right. */
  readonly clockChanged: () => void;
  /** Goes up when verdicts may have changed. */
  readonly round: () => number;
  /** The query's regular expressions that take too long on some values: those stay undecided. */
  readonly tooSlow: () => readonly string[];
  /** The query's regular expressions cannot be tried: what depends on them stays undecided. */
  readonly regexMissing: () => boolean;
  /** What conditions are judged by at this moment. */
  readonly context: () => MatchContext;
  /** While held, time does not go on: nobody looks. */
  readonly hold: (held: boolean) => void;
  readonly close: () => void;
}

/** Ages are shown in seconds. */
const TICK_MS = 1_000;
/** Of the time that passes, judging anew takes at most this part. */
const TICK_SHARE = 1 / 50;

export function createJudge(
  { clock, regex, templateNames, changed }: JudgeDependencies,
  first: Query,
): Judge {
  let query = first;
  let test: RowTest;
  let round = 1;
  /** The round in which everything was judged anew last; since then only what had been undecided was. */
  let wholeRound = 1;
  let isHeld = false;
  let cancelTick = () => {};

  const context = (): MatchContext => ({
    ...{ now: clock.now(), regex: regex.test },
    ...{ templateId: templateNames.idOf, areNamesComing: templateNames.isLoading() },
  });

  function judgeAnew(): void {
    test = matcher(query, context());
    round += 1;
    wholeRound = round;
  }

  function tickLater(spent: number): void {
    cancelTick();
    if (isHeld || !dependsOnTime(query)) return;
    cancelTick = clock.after(Math.max(TICK_MS, spent / TICK_SHARE), tick);
  }

  function tick(): void {
    const begin = clock.elapsed();
    judgeAnew();
    tickLater(0);
    changed(() => tickLater(clock.elapsed() - begin));
  }

  const stopRegex = regex.subscribe(() => {
    if (regexesOf(query).length === 0) return;
    // What is still wanted must be asked for again.
    round += 1;
    changed(() => undefined);
  });
  const stopNames = templateNames.subscribe(() => {
    if (!namesTemplate(query)) return;
    judgeAnew();
    changed(() => undefined);
  });
  judgeAnew();

  return {
    verdict: (entry) => {
      const { row, judgedRow, judgedIn } = entry;
      if (judgedRow === row && judgedIn >= (entry.verdict === undefined ? round : wholeRound))
        return entry.verdict;
      entry.verdict = test(row);
      entry.judgedRow = row;
      entry.judgedIn = round;
      return entry.verdict;
    },
    judgeBy: (next) => {
      query = next;
      if (namesTemplate(query)) templateNames.want();
      judgeAnew();
      tickLater(0);
    },
    clockChanged: () => {
      if (dependsOnTime(query)) judgeAnew();
    },
    round: () => round,
    tooSlow: () => [...new Set(regexesOf(query))].filter(regex.tooSlow),
    regexMissing: () => regex.isMissing() && regexesOf(query).length > 0,
    context,
    hold: (held) => {
      if (held === isHeld) return;
      isHeld = held;
      if (!held && dependsOnTime(query)) tick();
      else tickLater(0);
    },
    close: () => {
      cancelTick();
      stopRegex();
      stopNames();
    },
  };
}
