import { expect, test } from "vitest";
import { parse } from "#query/parse.ts";
import { print } from "#query/print.ts";
import { othersWritten } from "./others-written.ts";

/** The caret is where `|` stands. */
function others(filter: string, written: string, isText: boolean): string {
  const caret = written.indexOf("|");
  const text = written.replace("|", "");
  return print(othersWritten(parse(filter).query, text, caret, isText));
}

test.each([
  ["env=prod region=|", "env=prod"],
  ["region=eu| team=core env=prod", "team=core env=prod"],
  ["region=(a, |) -team=core", "team!=core"],
  ['region="a b|" mem:>512MiB age:<2h', "mem:>512MiB age:<2h"],
  ["state:running mem:|", "state:running"],
  ["state:running mem:>=|", "state:running"],
  ["state:running envd:|", "state:running"],
  ["env=prod template:b|", "env=prod"],
  // An alternative is not under the others of its choice.
  ["state:running (env=prod OR region=|)", "state:running"],
  ["state:running env=prod OR region=|", ""],
  // What it is about holds for none of its own values.
  ["region!=a region=|", ""],
])("as text, %j is counted under what is written beside it: %j", (written, expected) => {
  expect(others("zone=z1 env=dev", written, true)).toBe(expected);
});

test("as text, what is masked holds besides, and nothing else where the text is not understood", () => {
  expect(others("api_key=s3cret zone=z1", "env=prod region=|", true)).toBe("env=prod api_key=s3cret");
  expect(others("api_key=s3cret zone=z1", "env= region=|", true)).toBe("api_key=s3cret");
  expect(others("zone=z1", "env=prod ) region=|", true)).toBe("");
});

test("behind chips, these hold too, and the draft's others where they can", () => {
  expect(others("zone=z1", "region=|", false)).toBe("zone=z1");
  expect(others("zone=z1", "env=prod region=|", false)).toBe("zone=z1 env=prod");
  expect(others("zone=z1", "env= region=|", false)).toBe("zone=z1");
  expect(others("zone=z1 (env=a OR region=b)", "region=|", false)).toBe("zone=z1 (env=a OR region=b)");
});

test("where no value is written it is what holds", () => {
  expect(others("zone=z1", "reg|", false)).toBe("zone=z1");
  expect(others("zone=z1", "reg|", true)).toBe("");
});
