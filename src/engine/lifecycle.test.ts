import { expect, test } from "vitest";
import { decide, expire, type Change, type Command, type Life, type Refusal } from "./lifecycle.ts";

const second = 1_000_000;
const now = 1_000 * second;
const running: Life = { state: "running", startedAt: 900 * second, endAt: 1_100 * second, onTimeout: "kill" };
const paused: Life = { ...running, state: "paused", endAt: 950 * second };

type Row = readonly [what: string, life: Life, command: Command, outcome: Change | Refusal["status"]];
const table: readonly Row[] = [
  ["kill ends a running one", running, { kind: "kill" }, { kind: "end" }],
  ["kill ends a paused one", paused, { kind: "kill" }, { kind: "end" }],
  ["pause keeps when it was", running, { kind: "pause" }, { kind: "pause", endAt: now }],
  ["a second pause conflicts", paused, { kind: "pause" }, 409],
  [
    "connect extends",
    running,
    { kind: "connect", timeoutSeconds: 300 },
    { kind: "move-deadline", endAt: now + 300 * second },
  ],
  [
    "connect never shortens",
    running,
    { kind: "connect", timeoutSeconds: 60 },
    { kind: "move-deadline", endAt: running.endAt },
  ],
  [
    "connect resumes",
    paused,
    { kind: "connect", timeoutSeconds: 60 },
    { kind: "resume", timeoutSeconds: 60 },
  ],
  ["resume resumes", paused, { kind: "resume", timeoutSeconds: 60 }, { kind: "resume", timeoutSeconds: 60 }],
  ["resume of a running one conflicts", running, { kind: "resume", timeoutSeconds: 60 }, 409],
  [
    "timeout shortens",
    running,
    { kind: "timeout", timeoutSeconds: 10 },
    { kind: "move-deadline", endAt: now + 10 * second },
  ],
  [
    "timeout extends",
    running,
    { kind: "timeout", timeoutSeconds: 999 },
    { kind: "move-deadline", endAt: now + 999 * second },
  ],
  [
    "timeout 0 is now",
    running,
    { kind: "timeout", timeoutSeconds: 0 },
    { kind: "move-deadline", endAt: now },
  ],
  ["timeout of a paused one finds nothing", paused, { kind: "timeout", timeoutSeconds: 10 }, 404],
  [
    "refresh extends",
    running,
    { kind: "refresh", timeoutSeconds: 200 },
    { kind: "move-deadline", endAt: now + 200 * second },
  ],
  [
    "refresh never shortens",
    running,
    { kind: "refresh", timeoutSeconds: 15 },
    { kind: "move-deadline", endAt: running.endAt },
  ],
  ["refresh of a paused one finds nothing", paused, { kind: "refresh", timeoutSeconds: 15 }, 404],
];

test.each(table)("%s", (_, life, command, outcome) => {
  const decided = decide(life, command, now);
  expect(decided.ok ? decided.value : decided.error.status).toEqual(outcome);
});

test.each<[string, Life, number, Change | undefined]>([
  ["nothing just before the deadline", running, running.endAt - 1, undefined],
  ["kill at the deadline", running, running.endAt, { kind: "end" }],
  [
    "pause at the deadline, as of the deadline",
    { ...running, onTimeout: "pause" },
    running.endAt + 9,
    { kind: "pause", endAt: running.endAt },
  ],
  ["nothing ever to a paused one", paused, 10 ** 15, undefined],
])("%s", (_, life, at, change) => {
  expect(expire(life, at)).toEqual(change);
});
