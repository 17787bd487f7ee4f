import { expect, test } from "vitest";
import { STEPS, parseTestOptions } from "./test-options.mjs";

const parsed = (...args: string[]) => {
  const { only, ...rest } = parseTestOptions(args);
  return { ...rest, only: [...only] };
};

test("without arguments everything is done, up to the first failure", () => {
  expect(parsed()).toEqual({
    help: false,
    keepGoing: false,
    strain: false,
    only: STEPS,
    unitArguments: [],
    e2eArguments: [],
  });
});

test.each([
  [["--only", "unit"], { only: ["unit"] }],
  [["--only=e2e,lint", "--keep-going"], { only: ["lint", "e2e"], keepGoing: true }],
  [["e2e/kill.spec.ts:12"], { only: ["e2e"], e2eArguments: ["e2e/kill.spec.ts:12"] }],
  [
    ["--grep", "kills one", "e2e/kill.spec.ts"],
    { only: ["e2e"], e2eArguments: ["--grep", "kills one", "e2e/kill.spec.ts"] },
  ],
  [["--grep=a=b"], { only: ["e2e"], e2eArguments: ["--grep", "a=b"] }],
  [["src/query"], { only: ["unit"], unitArguments: ["src/query"] }],
  [
    ["e2e/support/table.test.ts", "--only", "types,unit"],
    { only: ["types", "unit"], unitArguments: ["e2e/support/table.test.ts"] },
  ],
  [["--strain", "e2e/kill.spec.ts"], { only: ["e2e"], strain: true, e2eArguments: ["e2e/kill.spec.ts"] }],
  [["--help"], { help: true }],
])("%j", (args, expected) => {
  expect(parsed(...args)).toMatchObject(expected);
});

test.each([
  [["--fast"], "--fast is no option of npm test"],
  [["--only"], "--only needs a value"],
  [["--only", "unit,e3e"], 'there is no step "e3e". The steps are format, lint, types'],
])("%j is refused in words", (args, words) => {
  expect(() => parseTestOptions(args)).toThrow(words);
});
