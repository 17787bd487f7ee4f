import { expect, test } from "vitest";
import { nothingFound } from "#query/capability-memory.ts";
import type { UpstreamFacts } from "#web/fleet/upstream-facts.ts";
import { localDateTime } from "#web/lib/local-time.ts";
import { upstreamAbilities } from "./upstream-abilities.ts";

const at = new Date(2026, 10, 23, 12, 4, 31).getTime();
const none = { metadata: 0, state: 0, template: 0, startedAfter: 0, order: 0 };
const nothingSeen: UpstreamFacts = {
  ...{ pages: 0, asked: none, disobeyed: none, shortPages: 0, tellsTotal: undefined },
};
const lines = (facts: UpstreamFacts, found: Parameters<typeof upstreamAbilities>[1]) =>
  Object.fromEntries(
    upstreamAbilities(facts, found).map(({ ability, known, seen }) => [ability, [known, seen]]),
  );

test("of an upstream just met nothing is claimed", () => {
  expect(lines(nothingSeen, undefined)).toEqual({
    metadata: ["promised by its API", "nothing yet"],
    state: ["promised by its API", "nothing yet"],
    template: ["not known yet", "nothing yet"],
    startedAfter: ["not known yet", "nothing yet"],
    order: ["not known yet", "nothing yet"],
    totals: ["not known yet", "nothing yet"],
    pages: ["not known yet", "0 pages read"],
  });
});

test("what probing found stands there with its date, and a doubt as one", () => {
  const found = { findings: { ...nothingFound, template: "proven", order: "refuted" }, at } as const;
  expect(lines(nothingSeen, found)).toMatchObject({
    template: [`yes, proven on ${localDateTime(at)}`, "nothing yet"],
    startedAfter: ["not known yet", "nothing yet"],
    order: [`no, as of ${localDateTime(at)}`, "nothing yet"],
  });
});

test("the local engine's abilities need no proof", () => {
  const { pages: _pages, totals: _totals, ...abilities } = lines(nothingSeen, "certain");
  for (const [known] of Object.values(abilities)) expect(known).toBe("yes: it comes with this console");
});

test("what came though it should not have counts against a promise", () => {
  const facts: UpstreamFacts = {
    ...{ pages: 4, shortPages: 2, tellsTotal: false },
    asked: { ...none, metadata: 3, state: 1, template: 2 },
    disobeyed: { ...none, metadata: 12 },
  };
  expect(lines(facts, undefined)).toMatchObject({
    metadata: ["not supported", "12 rows came that should not have"],
    state: ["yes, as seen here", "obeyed in 1 page"],
    template: ["not known yet", "obeyed in 2 pages"],
    totals: ["not supported", "no total comes with the list"],
    pages: ["yes, as seen here", "2 pages shorter than asked for: it filters after cutting its pages"],
  });
  expect(lines({ ...facts, tellsTotal: true }, undefined)).toMatchObject({
    totals: ["of running ones", "the total comes with the list"],
  });
});
