import { expect, test } from "vitest";
import { suggestedKeys, suggestedValues, type PairSources } from "./pair-suggestions.ts";

const sources: PairSources = {
  recents: {
    version: 1,
    keys: [
      { key: "owner", values: ["kim"] },
      { key: "env", values: ["dev", "prod"] },
    ],
  },
  rows: [
    {
      metadata: [
        ["env", "prod"],
        ["team", "core"],
        ["api_key", "x"],
      ],
    },
    { metadata: [["env", "stage"]] },
    { metadata: [["env", "stage"]] },
  ],
};
const texts = (suggestions: readonly { readonly text: string }[]) => suggestions.map(({ text }) => text);

test("keys used before come first, then keys seen; those in use are not offered again", () => {
  expect(texts(suggestedKeys(sources, "", new Set()))).toEqual(["owner", "env", "api_key", "team"]);
  expect(texts(suggestedKeys(sources, "", new Set(["env"])))).toEqual(["owner", "api_key", "team"]);
  expect(texts(suggestedKeys(sources, "te", new Set()))).toEqual(["team"]);
});

test("values given before come first, then values seen, never secrets", () => {
  expect(suggestedValues(sources, "env", "").map(({ text, detail }) => `${text} ${detail}`)).toEqual([
    "dev recent",
    "prod recent",
    "stage 2",
  ]);
  expect(texts(suggestedValues(sources, "env", "st"))).toEqual(["stage"]);
  expect(suggestedValues(sources, "api_key", "")).toEqual([]);
  expect(suggestedValues(sources, "", "")).toEqual([]);
});
