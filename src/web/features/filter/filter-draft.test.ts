import fc from "fast-check";
import { expect, test } from "vitest";
import { fieldIs, metadataIs, type Condition } from "#query/ast.ts";
import { printCondition } from "#query/print.ts";
import { conditionOf, draftOf, emptyDraft, replaced, subjectOf, typedConditions } from "./filter-draft.ts";

const shown = (text: string): string => {
  const typed = typedConditions(text);
  if (!typed) return "only a key";
  return typed.ok ? typed.value.map(printCondition).join(" ") : "refused";
};

test.each([
  ["env", "only a key"],
  ["cost center", "only a key"],
  ["env=prod", "env=prod"],
  [" env=prod ", "env=prod"],
  ["state:running", "state:running"],
  ["env=prod team=core", "env=prod team=core"],
  ["env=prod AND team=core", "env=prod team=core"],
  ['"cost center"="R&D, west"', '"cost center"="R&D, west"'],
  ["note=hello world", 'note="hello world"'],
  ["note=fix (urgent)", 'note="fix (urgent)"'],
  ["url=http://x?a=b", "url=http://x?a=b"],
  ['note=""', 'note=""'],
  ["env = prod", "env=prod"],
  ["env=", "refused"],
  ["=prod", "refused"],
  ["env!=prod", "refused"],
  ["env=~p.*", "refused"],
  ["env=*", "refused"],
  ["env=(a, b)", "refused"],
  ["-env=prod", "refused"],
  ["env=prod OR env=dev", "refused"],
  ["age:>2h", "only a key"],
  ["http://x", "only a key"],
])("typed into the key field, %j is %s", (text, expected) => {
  expect(shown(text)).toBe(expected);
});

test("state and template typed as words are the fields, unless sandboxes have such a key", () => {
  const draft = { ...emptyDraft, key: "State" };
  expect(subjectOf(draft, () => false)).toEqual({ kind: "field", name: "state" });
  expect(subjectOf(draft, (key) => key === "State")).toEqual({ kind: "metadata", key: "State" });
  expect(subjectOf({ ...draft, key: "stat" }, () => false)).toEqual({ kind: "metadata", key: "stat" });
});

const text = fc.string({ unit: "binary" });
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .tuple(fc.oneof(text, fc.constantFrom("state", "template", "__proto__")), text)
    .map(([key, value]) => metadataIs(key, value)),
  fc.tuple(fc.constantFrom("state", "template"), text).map(([name, value]) => fieldIs(name, value)),
);

test("a condition taken up for editing and left as it is stays the same", () => {
  fc.assert(
    fc.property(condition, fc.boolean(), (before, known) => {
      const draft = draftOf(before);
      expect(
        conditionOf(
          subjectOf(draft, () => known),
          draft.value,
        ),
      ).toEqual(before);
    }),
    { numRuns: 1000 },
  );
});

test("the canonical text of any condition, typed into the key field, is that condition", () => {
  fc.assert(
    fc.property(condition, (wanted) => {
      expect(typedConditions(printCondition(wanted))).toEqual({ ok: true, value: [wanted] });
    }),
    { numRuns: 1000 },
  );
});

test("replacing keeps the place and asks nothing twice", () => {
  const [a, b, c] = [metadataIs("a", "1"), metadataIs("b", "2"), metadataIs("c", "3")];
  const query = { conditions: [a, b, c] };
  expect(replaced(query, 1, [metadataIs("x", "9")]).conditions).toEqual([a, metadataIs("x", "9"), c]);
  expect(replaced(query, 1, [a]).conditions).toEqual([a, c]);
  expect(replaced(query, 0, [b]).conditions).toEqual([b, c]);
  expect(replaced(query, 3, [metadataIs("d", "4")]).conditions.length).toBe(4);
});
