import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { FIGURES_FOLDER, load, machine, type FigureColumn } from "./figures.ts";
import { summaryOf } from "./summary.ts";

/** Where the last summary is kept besides. */
const KEPT_IN = "test-results";
const KEPT_AS = join(KEPT_IN, "bench.md");

/** By a load above the number of cores; the benches themselves put it at about one. */
const BUSY =
  "\n**The machine had other work to do when this began: times are longer than they would be without.**";

const moment = (): string => `${new Date().toISOString().slice(0, 16)} at a load of ${load()}`;

/**
 * Before the first bench, makes the folder that figures go into. What it returns runs after the last one: it prints the summary, and has
 * the run fail when a limit was missed that no machine changes.
 */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "sandbar-figures-"));
  process.env[FIGURES_FOLDER] = folder;
  // Also after an interrupted run, which prints nothing.
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const begun = moment();
  const before = loadavg()[0] ?? 0;
  return () => {
    const columns = readdirSync(folder)
      .toSorted()
      .map((name): FigureColumn => JSON.parse(readFileSync(join(folder, name), "utf8")));
    if (columns.length === 0) return;
    const { text, isFailed } = summaryOf(columns);
    const whole = `# Measured\n\n${machine()}.\nFrom ${begun} to ${moment()}.${before > cpus().length ? BUSY : ""}\n\n${text}\n`;
    mkdirSync(KEPT_IN, { recursive: true });
    writeFileSync(KEPT_AS, whole);
    console.log(`\n${whole}\nThe same is in ${KEPT_AS}.`);
    if (isFailed) process.exitCode = 1;
  };
}
