/** What the benches can be told to do, each by a variable of the environment; docs/performance.md lists them. */
export const knobs = {
  /** Sizes of the fleet that the console is measured over, one after the other. */
  rows: numbers("BENCH_ROWS", "1000,10000,100000"),
  /** Before each reply of the synthetic upstream, in milliseconds. */
  latencyMs: number("BENCH_LATENCY_MS", 0),
  /** One in so many list requests is answered 503; 0: none is. */
  failEvery: number("BENCH_FAIL_EVERY", 0),
  /** Visits until the first row, cold and warm each. */
  visits: number("BENCH_VISITS", 9),
  /** Intervals between two refreshes in which nobody does anything, enough for what is a minute old to be read again; 0: they are left out. */
  idleIntervals: number("BENCH_IDLE_INTERVALS", 8),
  /** How long rows come and go in the soak, by the page's clock, and over how many of them. */
  soakMinutes: number("BENCH_SOAK_MINUTES", 30),
  soakRows: number("BENCH_SOAK_ROWS", 1000),
  /** Sizes of the fleet that the engine holds, one after the other. */
  sandboxes: numbers("BENCH_SANDBOXES", "100000,1000000"),
} as const;

function number(name: string, usual: number): number {
  const [value = usual] = numbers(name, String(usual));
  return value;
}

function numbers(name: string, usual: string): readonly number[] {
  const text = process.env[name] ?? usual;
  if (!/^\d{1,9}(,\d{1,9})*$/.test(text)) throw new Error(`${name} takes whole numbers: ${text}`);
  return text.split(",").map(Number);
}
