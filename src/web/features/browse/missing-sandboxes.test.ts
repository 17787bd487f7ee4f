import { expect, test } from "vitest";
import { missingSandboxes } from "./fleet-status-text.ts";

test("says which sandboxes do not exist", () => {
  expect(missingSandboxes([])).toBeUndefined();
  expect(missingSandboxes(["iabc"])).toBe("No sandbox has the id iabc");
  expect(missingSandboxes(["iabc", "idef"])).toBe("No sandbox has the ids iabc, idef");
});
