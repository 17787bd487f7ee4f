import { expect, test } from "vitest";
import type { SandboxFacts } from "#contract/sandbox.ts";
import { keySuggestions, matchingKeys } from "./suggest-keys.ts";
import { matchingValues, valueSuggestions } from "./suggest-values.ts";

const row = (metadata: SandboxFacts["metadata"], rest: Partial<SandboxFacts> = {}): SandboxFacts => ({
  sandboxID: "i1",
  templateID: "tpl1",
  state: "running",
  metadata,
  ...rest,
});

const rows = [
  row([
    ["env", "prod"],
    ["team", "core"],
    ["api_key", "x1"],
  ]),
  row([
    ["env", "prod"],
    ["__proto__", "p"],
  ]),
  row(
    [
      ["env", "dev"],
      ["note", "ghp_secret"],
      ["note", "free"],
    ],
    { alias: "base", state: "snapshotting" },
  ),
  row([["team", "web"]], { alias: "base" }),
];
const names = (suggestions: ReturnType<typeof keySuggestions>) =>
  suggestions.map((suggestion) => (suggestion.kind === "field" ? `${suggestion.name}:` : suggestion.key));

test("fields come first, then keys by how many sandboxes have them", () => {
  expect(names(keySuggestions(rows))).toEqual([
    "state:",
    "template:",
    "env",
    "note",
    "team",
    "__proto__",
    "api_key",
  ]);
  expect(keySuggestions(rows)[2]).toEqual({ kind: "metadata", key: "env", share: 0.75 });
  expect(names(keySuggestions([]))).toEqual(["state:", "template:"]);
});

test("typing narrows keys, also by letters in order", () => {
  expect(names(matchingKeys(keySuggestions(rows), "te"))).toEqual(["template:", "team", "state:", "note"]);
  expect(names(matchingKeys(keySuggestions(rows), "apky"))).toEqual(["api_key"]);
});

test("values come with counts, masked ones not at all", () => {
  expect(valueSuggestions(rows, { kind: "metadata", key: "env" })).toEqual([
    { text: "prod", count: 2 },
    { text: "dev", count: 1 },
  ]);
  expect(valueSuggestions(rows, { kind: "metadata", key: "api_key" })).toEqual([]);
  expect(valueSuggestions(rows, { kind: "metadata", key: "note" })).toEqual([{ text: "free", count: 1 }]);
  expect(valueSuggestions(rows, { kind: "metadata", key: "__proto__" })).toEqual([{ text: "p", count: 1 }]);
});

test("states seen and known, templates by the name people use", () => {
  expect(valueSuggestions(rows, { kind: "field", name: "state" })).toEqual([
    { text: "running", count: 3 },
    { text: "snapshotting", count: 1 },
    { text: "paused", count: 0 },
  ]);
  expect(valueSuggestions(rows, { kind: "field", name: "template" })).toEqual([
    { text: "base", count: 2 },
    { text: "tpl1", count: 2 },
  ]);
});

test("typing narrows values: what starts with it, then what holds it", () => {
  const values = ["prod", "preprod", "dev"].map((text) => ({ text, count: 1 }));
  expect(matchingValues(values, "pro").map(({ text }) => text)).toEqual(["prod", "preprod"]);
});

/** The fastest of several rounds: what the work costs when nothing else disturbs it. */
const fastest = (work: () => unknown): number =>
  Math.min(
    ...Array.from({ length: 9 }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    }),
  );

test("suggesting costs at most a frame at 10,000 sandboxes", () => {
  const many = Array.from({ length: 10_000 }, (_, n) =>
    row([
      ["run", `run-${n}`],
      ["owner", `user-${n % 900}`],
      ["env", n % 3 ? "dev" : "prod"],
      ["region", `r${n % 5}`],
      ["team", `team-${n % 40}`],
    ]),
  );
  expect(fastest(() => matchingKeys(keySuggestions(many), "e"))).toBeLessThan(16);
  const runs = valueSuggestions(many, { kind: "metadata", key: "run" });
  expect(fastest(() => matchingValues(runs, "9"))).toBeLessThan(16);
  expect(fastest(() => valueSuggestions(many, { kind: "metadata", key: "owner" }))).toBeLessThan(16);
});
