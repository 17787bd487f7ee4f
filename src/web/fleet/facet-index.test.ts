import fc from "fast-check";
import { expect, test } from "vitest";
import { ageConditions, ageRanges } from "#query/age-ranges.ts";
import {
  anyOf,
  fieldIs,
  hasKey,
  metadataIs,
  negated,
  words,
  type Condition,
  type Query,
} from "#query/ast.ts";
import { conditionTest, matcher, type MatchContext } from "#query/match.ts";
import { fieldSubject, metadataSubject, subjectId, subjectOf, type Subject } from "#query/subject.ts";
import { createFacetIndex } from "./facet-index.ts";
import { standings } from "./facet-standing.ts";
import { fleetRow, type FleetRow } from "./row.ts";

/** Two thousand cases take a second, on a machine that does much else several. */
const MOST_MS = 60_000;

const NOW = 1_700_000_000_000;

const values = ["a", "b", "c"] as const;
const made = fc.record({
  state: fc.constantFrom("running", "paused", "odd"),
  template: fc.constantFrom("base", "tpl1"),
  cpu: fc.constantFrom(1, 2),
  memory: fc.constantFrom(512, 1024),
  /** Seconds. */
  age: fc.constantFrom(10, 299, 300, 4_000, 100_000, 700_000),
  metadata: fc.dictionary(fc.constantFrom("k", "l", "m", "token"), fc.constantFrom(...values), {
    maxKeys: 3,
  }),
});
interface Made {
  readonly state: string;
  readonly template: string;
  readonly cpu: number;
  readonly memory: number;
  readonly age: number;
  readonly metadata: Readonly<Record<string, string>>;
}

const rowOf = (id: string, { state, template, cpu, memory, age, metadata }: Made): FleetRow =>
  fleetRow(
    {
      ...{ sandboxID: id, state, templateID: template, cpuCount: cpu, memoryMB: memory },
      startedAt: new Date(NOW - age * 1000).toISOString(),
      endAt: new Date(NOW).toISOString(),
      metadata: Object.entries(metadata),
    },
    NOW,
  );

const simple: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .tuple(fc.constantFrom("k", "l"), fc.constantFrom(...values))
    .map(([key, value]) => metadataIs(key, value)),
  fc.constantFrom("running", "paused").map((state) => fieldIs("state", state)),
  fc.constantFrom<Condition>(
    ...[hasKey("k"), hasKey("m"), words("a"), fieldIs("template", "base"), fieldIs("id", "i1")],
    metadataIs("k", "a", "b"),
    { kind: "amount", name: "cpu", op: "=", values: [2] },
    { kind: "metadata", key: "l", op: "^=", values: ["a"] },
    { kind: "moment", name: "started", op: ">", moment: { kind: "ago", seconds: 5_000 } },
  ),
  fc.subarray(ageRanges.map(({ id }) => id)).map((ids) => ageConditions(new Set(ids))[0] ?? words("")),
);
const condition = fc.oneof(
  { weight: 4, arbitrary: simple },
  { weight: 1, arbitrary: simple.map(negated) },
  { weight: 1, arbitrary: fc.tuple(simple, simple).map((pair) => anyOf(pair) ?? words("")) },
);
const query: fc.Arbitrary<Query> = fc
  .array(condition, { maxLength: 4 })
  .map((conditions) => ({ conditions }));

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("put"), id: fc.nat({ max: 12 }), made }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("put later"), id: fc.nat({ max: 12 }), made }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("remove"), id: fc.nat({ max: 12 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("show"), query }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("work a little") }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("pass time"), seconds: fc.constantFrom(1, 400, 600, 90_000) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("start list") }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("end list") }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("forget left") }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("keep only") }) },
);

const subjects: readonly Subject[] = [
  ...(["state", "template", "cpu", "mem", "age"] as const).map(fieldSubject),
  ...["k", "l", "m", "token", "absent"].map(metadataSubject),
];

/** The values of a row for a subject, as the facets name them. */
function textsOf(subject: Subject, row: FleetRow, now: number): readonly string[] {
  if (subject.kind === "metadata")
    return row.metadata.flatMap(([key, value]) => (key === subject.key ? [value] : []));
  if (subject.name === "state") return [row.state];
  if (subject.name === "template") return [row.templateID];
  if (subject.name === "cpu") return [String(row.cpuCount)];
  if (subject.name === "mem") return [String(row.memoryMB)];
  const context = { now, regex: () => undefined };
  return ageRanges
    .map(({ id }) => id)
    .filter((id) => ageConditions(new Set([id])).every((part) => conditionTest(part, context)(row) === true));
}

test(
  "however rows come, change and go and queries change: the counts are those of counting everything",
  () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const index = createFacetIndex();
        const rows = new Map<string, { readonly row: FleetRow; leftAt: number | undefined }>();
        let now = NOW;
        let shown: Query = { conditions: [] };
        const context = (): MatchContext => ({ now, regex: () => undefined });
        const show = () => {
          const fixed = context();
          index.show(standings(shown, (part) => conditionTest(part, fixed)));
        };

        const forgetLeft = () => {
          for (const [key, { leftAt }] of rows)
            if (leftAt !== undefined && now - leftAt >= 600_000) rows.delete(key);
        };

        for (const next of steps) {
          const id = "id" in next ? `i${next.id}` : "";
          if ("made" in next) {
            const row = rowOf(id, next.made);
            rows.set(id, { row, leftAt: undefined });
            if (next.kind === "put") index.put(row);
            else index.putLater([row]);
          } else if (next.kind === "remove") {
            rows.delete(id);
            index.remove(id);
          } else if ("query" in next) {
            shown = next.query;
            show();
          } else if (next.kind === "work a little") index.work(() => false);
          else if ("seconds" in next) {
            now += next.seconds * 1000;
            show();
          } else if (next.kind === "start list") {
            index.startList(now);
            for (const entry of rows.values()) entry.leftAt ??= now;
            forgetLeft();
            show();
          } else if (next.kind === "forget left") {
            index.forgetLeft(now);
            forgetLeft();
          } else if (next.kind === "keep only") {
            const keepable = [...rows.keys()].filter((_, place) => place % 2 === 0);
            for (const key of rows.keys()) if (!keepable.includes(key)) rows.delete(key);
            for (const entry of rows.values()) entry.leftAt = undefined;
            index.keepOnly([...rows.values()].map(({ row }) => row));
          } else {
            const belongs = (row: FleetRow) => row.state === "running";
            index.endList(belongs);
            for (const [key, { row, leftAt }] of rows)
              if (leftAt !== undefined && belongs(row)) rows.delete(key);
          }
        }
        index.work(() => true);
        expect(index.isSettled()).toBe(true);
        expect(index.size()).toBe(rows.size);

        for (const subject of subjects) {
          const own = subjectId(subject);
          const isOwn = (part: Condition) => {
            const about = subjectOf(part);
            return about !== undefined && subjectId(about) === own;
          };
          const others = matcher({ conditions: shown.conditions.filter((part) => !isOwn(part)) }, context());
          const expected = new Map<string, number>();
          for (const { row } of rows.values()) {
            for (const text of textsOf(subject, row, now)) {
              expected.set(text, (expected.get(text) ?? 0) + Number(others(row) === true));
            }
          }
          const found = index.values(subject, now);
          const isMasked = own === "m:token";
          const sum = [...expected.values()].reduce((a, b) => a + b, 0);
          expect(found.masked, own).toBe(isMasked ? sum : 0);
          const counted = new Map(found.values.map(({ text, count }) => [text, count]));
          if (own === "age") for (const { id } of ageRanges) expected.set(id, expected.get(id) ?? 0);
          expect(counted, own).toEqual(isMasked ? new Map() : expected);
          const known = index.keys().find(({ key }) => subject.kind === "metadata" && key === subject.key);
          if (subject.kind === "metadata")
            expect(known?.rows ?? 0).toBe(
              [...rows.values()].filter(({ row }) => row.metadata.some(([key]) => key === subject.key))
                .length,
            );
        }
      }),
      { numRuns: 2_000 },
    );
  },
  MOST_MS,
);

/** An index under no condition of rows with this value of `k`, one after the other. */
function indexOf(texts: readonly string[], key = "k") {
  const index = createFacetIndex();
  index.show(standings({ conditions: [] }, () => () => true));
  const base = { state: "running", template: "base", cpu: 1, memory: 512, age: 10 };
  for (const [n, text] of texts.entries()) index.put(rowOf(`i${n}`, { ...base, metadata: { [key]: text } }));
  index.work(() => true);
  return index;
}
const many = (count: number, different: number) =>
  Array.from({ length: count }, (_, n) => `v${n % different}`);

test.each([
  ["a few values, all different, are listed", many(20, 20), false],
  ["more, all different, are searched", many(30, 30), true],
  ["as many that come twice each are listed", many(60, 30), false],
  ["two hundred that come often are listed", many(500, 200), false],
  ["one more is searched", many(500, 201), true],
])("%s", (_name, texts, isSearchOnly) => {
  const found = indexOf(texts).values(metadataSubject("k"), NOW);
  expect(found.isSearchOnly).toBe(isSearchOnly);
  const sum = found.values.reduce((all, { count }) => all + count, 0);
  // Once there are too many, they are not even counted.
  expect(sum).toBe(new Set(texts).size > 200 ? 0 : texts.length);
});

test("a key that was given up goes on being counted as a key, down to none", () => {
  const index = indexOf(many(300, 300));
  for (let n = 0; n < 299; n += 1) index.remove(`i${n}`);
  expect(index.keys()).toEqual([{ key: "k", rows: 1, isSearchOnly: true }]);
  index.remove("i299");
  expect(index.keys()).toEqual([]);
});

test("keys that no row has any more make room for others, and one that found none is not counted later either", () => {
  const index = indexOf([]);
  const row = (id: string, metadata: Readonly<Record<string, string>>) =>
    rowOf(id, { state: "running", template: "base", cpu: 1, memory: 512, age: 10, metadata });
  const keys = (from: number, count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${from + n}`, "v"]));
  index.put(row("i1", keys(0, 2_000)));
  index.put(row("i2", { late: "v" }));
  expect(index.keys()).toHaveLength(2_000);
  index.remove("i1");
  expect(index.keys()).toEqual([]);
  index.put(row("i3", { late: "v" }));
  expect(index.keys()).toEqual([{ key: "late", rows: 1, isSearchOnly: false }]);
  index.remove("i2");
  expect(index.keys()).toEqual([{ key: "late", rows: 1, isSearchOnly: false }]);
  index.put(row("i4", keys(2_000, 1_999)));
  expect(index.keys()).toHaveLength(2_000);
});

test("values that look secret are counted together, whatever their key", () => {
  const index = indexOf(["sk-live-1234", "sk-live-5678", "plain"], "note");
  expect(index.values(metadataSubject("note"), NOW)).toEqual({
    ...{ values: [{ text: "plain", count: 1 }], masked: 2, isSearchOnly: false },
  });
});
