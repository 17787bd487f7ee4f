/**
 * Starts to measure the processor time of this process, in milliseconds: of work that waits for nothing it is what a quiet machine's clock
 * would show, and it holds none of the time in which a busy one did something else.
 */
export function stopwatch(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
}
