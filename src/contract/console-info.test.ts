import { expect, test } from "vitest";
import { parseConsoleInfo } from "./console-info.ts";

const info = {
  version: "0.1.0",
  upstream: { name: "local", kind: "local", url: "http://127.0.0.1:4401", reason: "no key is set" },
  readOnly: false,
  demo: false,
  limits: { pageSize: 100, maxTimeoutSeconds: 3600 },
  sdk: { urlVariable: "NOVITA_API_URL", keyVariable: "NOVITA_API_KEY", keyExpression: "$(cat engine.key)" },
};

test("what the page needs is read, anything else dropped", () => {
  expect(parseConsoleInfo({ ...info, apiKey: "never here" })).toEqual({ ok: true, value: info });
});

test.each([
  ["no upstream", { ...info, upstream: undefined }, "upstream must be an object"],
  [
    "a name that is no path segment",
    { ...info, upstream: { ...info.upstream, name: "a/b" } },
    "upstream.name must be a path segment",
  ],
  [
    "an unknown kind",
    { ...info, upstream: { ...info.upstream, kind: "moon" } },
    "upstream.kind is not a kind this page knows",
  ],
  ["no flag", { ...info, readOnly: "no" }, "readOnly must be true or false"],
  ["no page size", { ...info, limits: { maxTimeoutSeconds: 1 } }, "limits.pageSize is missing"],
  ["HTML", "<html>", "the reply must be an object"],
])("%s is an error naming the field", (_, reply, error) => {
  expect(parseConsoleInfo(reply)).toEqual({ ok: false, error });
});
