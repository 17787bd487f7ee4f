import type { MetadataPair } from "#contract/metadata.ts";
import { MICROS_PER_SECOND } from "./clock.ts";
import { noRuntime } from "./runtime/none.ts";
import type { Sandbox } from "./sandbox.ts";
import { SeededRandom } from "./seeded-random.ts";
import { findTemplate, templates, type EngineTemplate } from "./templates.ts";

const SEED = 20_261_123;
const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
const PAUSED_SHARE = 0.08;
const ageSeconds = { youngest: 4, oldest: 24 * DAY_SECONDS };
/** Far enough ahead for a demo to stay whole, even beyond the longest timeout that the API takes. */
const remainingSeconds = { shortest: 6 * HOUR_SECONDS, longest: 30 * DAY_SECONDS };

const teams = [
  "agents",
  "evals",
  "platform",
  "growth",
  "search",
  "support",
  "data",
  "research",
  "billing",
  "field",
] as const;
const firstNames = [
  "ada",
  "mei",
  "jonas",
  "priya",
  "tomas",
  "noor",
  "lena",
  "kofi",
  "sofia",
  "yuki",
  "ivan",
  "zoë",
] as const;
const lastNames = [
  "okafor",
  "lind",
  "silva",
  "tanaka",
  "novak",
  "haas",
  "iyer",
  "moreau",
  "kaya",
  "brandt",
] as const;
const customers = [
  "acme",
  "globex",
  "initech",
  "umbrella",
  "hooli",
  "Café Zürich",
  "さくら商事",
  "Ørsted & Søn",
  "wayne 🦇",
] as const;
const agents = ["code-review", "browser", "support-triage", "spreadsheet", "deep-research"] as const;
const suites = ["swe-bench", "terminal-bench", "regression", "nightly", "smoke"] as const;
const regions = ["us-phx-1", "us-virginia-1", "eu-central-1", "ap-southeast-1"] as const;
const prompt =
  "You are reviewing a pull request. Read the diff, run the tests that touch it, and list every defect with its file, its line and a way to fix it. ";

/** One kind of work that makes sandboxes: how common it is, in what, and how it tags them. */
interface Workload {
  readonly share: number;
  readonly template: (random: SeededRandom) => string;
  readonly tags: (random: SeededRandom) => MetadataPair[];
}

const workloads: readonly Workload[] = [
  {
    share: 0.52,
    template: (random) => random.skewed(["code-interpreter-v1", "base", "desktop", "mcp-gateway"]),
    tags: (random) => [
      ["env", random.skewed(["prod", "prod", "staging"])],
      ["team", random.skewed(teams)],
      ["user", userName(random)],
      ["session", `sess-${random.text(12)}`],
      ["agent", random.skewed(agents)],
      ...sometimes(random, 0.6, () => ["customer", random.skewed(customers)]),
      ...sometimes(random, 0.02, () => ["prompt", prompt.repeat(1 + random.below(6)).trim()]),
      ...sometimes(random, 0.004, () => ["api_key", `sk-demo-${random.text(24)}`]),
    ],
  },
  {
    share: 0.22,
    template: () => "base",
    tags: (random) => [
      ["env", "ci"],
      ["team", random.skewed(teams)],
      ["job", random.skewed(["unit", "e2e", "lint", "release"])],
      ["run", String(48_000 + random.below(2000))],
      ["branch", random.chance(0.1) ? "" : random.skewed(["main", `fix/${random.text(5)}`, "release/2.1"])],
      ["region", random.skewed(regions)],
    ],
  },
  {
    share: 0.18,
    template: (random) => random.skewed(["base", "code-interpreter-v1"]),
    tags: (random) => [
      ["env", random.skewed(["staging", "dev"])],
      ["team", random.pick(["evals", "research"])],
      ["job", random.skewed(suites)],
      ["run", `2026-11-${String(1 + random.below(23)).padStart(2, "0")}#${random.below(40)}`],
      ["model", random.pick(["large", "small", "distilled"])],
      ["region", random.skewed(regions)],
    ],
  },
  {
    share: 0.06,
    template: () => "desktop",
    tags: (random) => [
      ["env", "dev"],
      ["user", userName(random)],
      ["purpose", random.pick(["notebook", "demo for the board", "trying things out", ""])],
      ...sometimes(random, 0.02, () => ["callback_token", random.text(32)]),
    ],
  },
  { share: 0.02, template: () => "base", tags: () => [] },
];

/**
 * `count` made-up sandboxes, oldest first, as a busy account has them at `now` (microseconds): few tags with many, many with few, some
 * long, empty, foreign or secret, one in twelve paused, seconds to weeks old. The same every time, but for when it is.
 */
export function* demoFleet(count: number, now: number): Generator<Sandbox> {
  const random = new SeededRandom(SEED);
  let startedAt = 0;
  for (const age of ages(random, count)) {
    // Starts are unique (contract 3.5).
    startedAt = Math.max(startedAt + 1, Math.floor(now - age * MICROS_PER_SECOND));
    yield sandbox(random, startedAt, now);
  }
}

/** Most are days old and the newest seconds apart, as where sandboxes come all the time and some are forgotten. */
function ages(random: SeededRandom, count: number): Float64Array {
  const { youngest, oldest } = ageSeconds;
  const youngestFirst = Float64Array.from(
    { length: count },
    () => youngest + (oldest - youngest) * random.fraction() ** 2.2,
  ).sort();
  return youngestFirst.toReversed();
}

function sandbox(random: SeededRandom, startedAt: number, now: number): Sandbox {
  const workload = workloadOf(random);
  const template = templateNamed(workload.template(random));
  const isPaused = random.chance(PAUSED_SHARE);
  const pausedAt = Math.floor(startedAt + random.fraction() * (now - startedAt));
  const remaining = random.acrossMagnitudes(remainingSeconds.shortest, remainingSeconds.longest);
  const onTimeout = random.chance(0.15) ? "pause" : "kill";
  return {
    id: `i${random.text(20)}`,
    state: isPaused ? "paused" : "running",
    startedAt,
    endAt: isPaused ? pausedAt : Math.floor(now + remaining * MICROS_PER_SECOND),
    onTimeout,
    templateId: template.id,
    cpuCount: template.cpuCount,
    memoryMiB: template.memoryMiB,
    diskMiB: template.diskMiB,
    runtime: noRuntime.name,
    autoResume: onTimeout === "pause" && random.chance(0.5),
    allowInternetAccess: !random.chance(0.06),
    network: undefined,
    envdAccessToken: undefined,
    trafficAccessToken: undefined,
    metadata: workload.tags(random),
  };
}

function workloadOf(random: SeededRandom): Workload {
  let rest = random.fraction();
  const chosen = workloads.find(({ share }) => (rest -= share) < 0);
  return chosen ?? { share: 0, template: () => "base", tags: () => [] };
}

function templateNamed(alias: string): EngineTemplate {
  const template = findTemplate(alias) ?? templates[0];
  if (!template) throw new Error(`there is no template ${alias}`);
  return template;
}

const userName = (random: SeededRandom): string =>
  `${random.skewed(firstNames)}.${random.skewed(lastNames)}${random.chance(0.5) ? "" : random.below(40)}`;

const sometimes = (random: SeededRandom, share: number, tag: () => MetadataPair): MetadataPair[] =>
  random.chance(share) ? [tag()] : [];
