import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ListFilter } from "#contract/list-query.ts";
import type { Findings } from "#query/capability-memory.ts";
import { judge, nextProbe, probeSubject, type Evidence } from "./probes.ts";
import { fleetRow } from "./row.ts";
import {
  conducts,
  listed,
  probeReply,
  type Conducts,
  type ProbedSandbox,
} from "./testing/probed-upstream.ts";

const NOW = 1_700_000_100_000;

interface Probing {
  readonly findings: Findings;
  readonly asked: readonly ListFilter[];
}

/** Probes an upstream; `before` tells what is there when the nth question arrives. */
function probe(
  known: readonly ProbedSandbox[],
  conduct: Conducts,
  before: (question: number) => readonly ProbedSandbox[] = () => known,
): Probing {
  const rows = known.map((sandbox) => fleetRow(listed(sandbox), 0));
  const subject = probeSubject(rows, NOW, "nobody-has-this");
  const asked: ListFilter[] = [];
  if (!subject) throw new Error("nothing to ask about");
  let evidence: Evidence = {};
  for (let next = nextProbe(subject, evidence); next; next = nextProbe(subject, evidence)) {
    const reply = probeReply(before(asked.length), conduct, next.filter);
    asked.push(next.filter);
    if (!reply) break;
    evidence = { ...evidence, [next.name]: reply };
  }
  return { findings: judge(subject, evidence), asked };
}

const fleetOf = (...templates: readonly string[]): readonly ProbedSandbox[] =>
  templates.map((template, index) => ({ id: `i${index}`, start: index, template }));
const fleet = fleetOf("base", "desktop", "base", "base");
const every = (conduct: Conducts["order"]): Conducts => ({
  ...{ template: conduct, startedAfter: conduct, order: conduct },
});
const all = (finding: Findings["order"]): Findings => ({
  ...{ template: finding, startedAfter: finding, order: finding },
});

describe("an upstream that", () => {
  test("obeys is proven to, with five questions", () => {
    const { findings, asked } = probe(fleet, every("obeys"));
    expect(findings).toEqual(all("proven"));
    expect(asked.length).toBe(5);
  });

  test("ignores what it is asked is refuted, with three", () => {
    const { findings, asked } = probe(fleet, every("ignores"));
    expect(findings).toEqual(all("refuted"));
    expect(asked.length).toBe(3);
  });

  test.each(["as-metadata", "fails"] as const)("answers nothing of use (%s) is not known", (conduct) => {
    expect(probe(fleet, every(conduct)).findings).toEqual(all("unknown"));
  });

  test("filters after cutting its pages is not known to filter", () => {
    const { findings } = probe(fleet, { ...every("after-limit"), order: "ignores" });
    expect(findings).toEqual({ template: "unknown", startedAfter: "unknown", order: "refuted" });
  });

  test.each([
    ["template", { ...every("ignores"), template: "obeys" }],
    ["startedAfter", { ...every("ignores"), startedAfter: "obeys" }],
    ["order", { ...every("ignores"), order: "obeys" }],
  ] as const)("knows %s alone is proven to know that alone", (name, conduct) => {
    expect(probe(fleet, conduct).findings).toEqual({ ...all("refuted"), [name]: "proven" });
  });

  test("leaves out what started at the very moment does not do what it should", () => {
    for (const order of ["obeys", "ignores"] as const)
      expect(probe(fleet, { ...every("obeys"), order, exclusive: true }).findings.startedAfter).toBe(
        "unknown",
      );
  });

  test("knows templates by their ids alone would hide what is asked for by its alias", () => {
    expect(probe(fleet, { ...every("obeys"), idsOnly: true }).findings).toEqual({
      ...{ template: "unknown", startedAfter: "proven", order: "proven" },
    });
  });

  test("fails at a question is known as far as it had answered", () => {
    const { findings } = probe(fleet, { ...every("ignores"), template: "fails" });
    expect(findings).toEqual({ template: "unknown", startedAfter: "unknown", order: "refuted" });
  });
});

describe("a fleet", () => {
  test("with nothing in it is nothing to ask about", () => {
    expect(probeSubject([], NOW, "nobody-has-this")).toBeUndefined();
  });

  test("whose sandboxes all started at once tells nothing of the order", () => {
    const together = fleet.map((sandbox) => ({ ...sandbox, start: 7 }));
    const { findings, asked } = probe(together, every("obeys"));
    expect(findings).toEqual({ ...all("proven"), order: "unknown" });
    expect(asked.some(({ order }) => order === "asc")).toBe(false);
  });

  test("to which one is added before every question tells as much", () => {
    const busy = (question: number) => [
      ...fleet,
      ...Array.from({ length: question + 1 }, (_, index) => ({
        ...{ id: `new${index}`, start: 100 + index, template: "base" },
      })),
    ];
    expect(probe(fleet, every("obeys"), busy).findings).toEqual(all("proven"));
    expect(probe(fleet, every("ignores"), busy).findings).toEqual(all("refuted"));
  });

  test("of one sandbox tells what it can", () => {
    expect(probe(fleetOf("base"), every("obeys")).findings).toEqual({ ...all("proven"), order: "unknown" });
    expect(probe(fleetOf("base"), every("ignores")).findings).toEqual({
      ...all("refuted"),
      order: "unknown",
    });
  });

  test("whose sandbox ends between the questions leaves a doubt, and no refutation", () => {
    const two = fleetOf("base", "desktop");
    for (const gone of two)
      for (let from = 0; from < 5; from += 1) {
        const rest = two.filter((sandbox) => sandbox !== gone);
        const { findings } = probe(two, every("obeys"), (question) => (question >= from ? rest : two));
        expect(Object.values(findings), `${gone.id} ends before question ${from}`).not.toContain("refuted");
      }
  });

  test("that empties between the questions proves nothing", () => {
    for (let from = 0; from < 5; from += 1) {
      const { findings } = probe(fleet, every("ignores"), (question) => (question >= from ? [] : fleet));
      expect(Object.values(findings)).not.toContain("proven");
    }
  });
});

test("nothing is claimed that the upstream does not do, whatever comes and goes meanwhile", () => {
  const sandboxes = fc
    .array(fc.record({ start: fc.nat(4), template: fc.constantFrom("base", "desktop", "code") }), {
      minLength: 1,
      maxLength: 6,
    })
    .map((facts) => facts.map((fact, index) => ({ ...fact, id: `i${index}` })));
  const conduct = fc.record({
    template: fc.constantFrom(...conducts),
    startedAfter: fc.constantFrom(...conducts),
    order: fc.constantFrom("obeys", "ignores", "as-metadata", "fails"),
    exclusive: fc.boolean(),
    idsOnly: fc.boolean(),
  });
  // For each sandbox, before which question it begins to exist for us, and before which it ends.
  const lives = fc.array(fc.record({ from: fc.nat(6), until: fc.nat(9) }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(sandboxes, conduct, lives, (there, does, spans) => {
      const at = (question: number) =>
        there.filter((_, index) => {
          const { from = 0, until = 9 } = spans[index] ?? {};
          return from <= question + 3 && (until > question || until > 6);
        });
      const known = at(-1);
      fc.pre(known.length > 0);
      const { findings, asked } = probe(known, does, at);
      expect(asked.length).toBeLessThanOrEqual(5);
      const filters = (name: "template" | "startedAfter") => ["obeys", "after-limit"].includes(does[name]);
      if (findings.template === "proven") expect(filters("template") && !does.idsOnly).toBe(true);
      if (findings.startedAfter === "proven") expect(filters("startedAfter") && !does.exclusive).toBe(true);
      if (findings.order === "proven") expect(does.order).toBe("obeys");
    }),
    { numRuns: 5_000 },
  );
});
