import { expect, test } from "vitest";
import { createBody, type CreateChoices } from "./create-body.ts";
import { noRows, rowsOf } from "./metadata-rows.ts";

const choices: CreateChoices = {
  template: " base ",
  timeoutSeconds: 300,
  onTimeout: "kill",
  autoResume: true,
  internet: true,
  metadata: noRows,
  environment: noRows,
};

test("says every choice, and nothing of pairs that are not there", () => {
  expect(createBody(choices)).toEqual({
    templateID: "base",
    timeout: 300,
    secure: true,
    allow_internet_access: true,
    autoPause: false,
  });
});

test("one that pauses says whether it wakes by itself", () => {
  expect(createBody({ ...choices, onTimeout: "pause" })).toMatchObject({
    autoPause: true,
    autoResume: { enabled: true },
  });
  expect(createBody({ ...choices, onTimeout: "pause", autoResume: false, internet: false })).toMatchObject({
    allow_internet_access: false,
    autoResume: { enabled: false },
  });
});

test("pairs arrive as they are, keys of object prototypes too", () => {
  const body = createBody({
    ...choices,
    metadata: rowsOf([
      ["__proto__", "a"],
      [" env ", ""],
    ]),
    environment: rowsOf([["A", "1"]]),
  });
  expect(JSON.stringify(body.metadata)).toBe('{"__proto__":"a"," env ":""}');
  expect(body.envVars).toEqual({ A: "1" });
});
