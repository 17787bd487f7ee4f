import { expect, test, type Page } from "@playwright/test";

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** When it began and how long it took, in microseconds. */
  readonly ts: number;
  readonly dur: number;
  /** Time the thread was at work in it, in microseconds: other work on the machine does not count. */
  readonly tdur: number;
  readonly threadName: string;
  /** What a message between processes is for. */
  readonly messageTo: string;
}

/** A longer one keeps the page from answering, in milliseconds. */
const LONG = 50;

/**
 * Fails when a task of something is long each time it is done: work beside it on the machine makes even the processor's own time longer.
 * @param reset makes it possible to do it again
 */
export async function expectPrompt(
  page: Page,
  act: () => Promise<void>,
  reset: () => Promise<void> = async () => undefined,
): Promise<void> {
  const lengths: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    if (round > 0) await reset();
    lengths.push(await longestTask(page, act));
    if (Math.min(...lengths) <= LONG) break;
  }
  const words = lengths.map((length) => length.toFixed(1)).join(", ");
  test.info().annotations.push({ type: "longest task of each round", description: `${words} ms` });
  expect(Math.min(...lengths), `longest task of each round: ${words} ms`).toBeLessThanOrEqual(LONG);
}

/**
 * How long the page's longest task was busy while something was done, in milliseconds of processor time, but for those in which it answered
 * the test. For Chromium, which can tell what a task costs from what it waits for.
 */
export async function longestTask(page: Page, act: () => Promise<void>): Promise<number> {
  const browser = page.context().browser();
  if (!browser) throw new Error("The page belongs to no browser that was launched");
  await browser.startTracing(page, { categories: ["toplevel", "__metadata"] });
  await act();
  const events = readEvents((await browser.stopTracing()).toString("utf8"));
  const mains = new Set(
    events
      .filter(({ name, threadName }) => name === "thread_name" && threadName === "CrRendererMain")
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const ofPage = events.filter(({ pid, tid }) => mains.has(`${pid} ${tid}`));
  // Reading names and roles off a page of hundreds of chips takes the test longer than the page takes to draw them.
  const questions = ofPage.filter(({ messageTo }) => messageTo.endsWith("DevToolsSession"));
  const tasks = ofPage.filter(
    (task) => task.name.endsWith("RunTask") && !questions.some((question) => isWithin(task, question)),
  );
  if (tasks.length === 0) throw new Error("The trace holds no tasks");
  return Math.max(...tasks.map(({ tdur }) => tdur)) / 1000;
}

const isWithin = (task: TraceEvent, { pid, tid, ts }: TraceEvent): boolean =>
  pid === task.pid && tid === task.tid && ts >= task.ts && ts <= task.ts + task.dur;

function readEvents(trace: string): readonly TraceEvent[] {
  const parsed: unknown = JSON.parse(trace);
  const events = field(parsed, "traceEvents");
  if (!Array.isArray(events)) throw new TypeError("A trace without events");
  return events.map((event: unknown) => ({
    name: String(field(event, "name")),
    pid: Number(field(event, "pid")),
    tid: Number(field(event, "tid")),
    ts: Number(field(event, "ts") ?? 0),
    dur: Number(field(event, "dur") ?? 0),
    tdur: Number(field(event, "tdur") ?? 0),
    threadName: String(field(field(event, "args"), "name")),
    messageTo: String(field(field(field(event, "args"), "chrome_mojo_event_info"), "mojo_interface_tag")),
  }));
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
