import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanEnvironment, downloadEnvironment } from "./clean-env.mjs";

const KEPT = { PATH: "/bin", HOME: "/home/a", LANG: "de_DE.UTF-8", LC_TIME: "C", CI: "1", SystemRoot: "C:" };

test("a test process learns where programs are and how to speak, and nothing else of the shell", () => {
  const keys = {
    NOVITA_API_KEY: "k",
    E2B_API_URL: "u",
    SANDBAR_UPSTREAM: "novita",
    AWS_SECRET_ACCESS_KEY: "s",
  };
  const rest = { HTTPS_PROXY: "http://127.0.0.1:1", PORT: "2", NODE_OPTIONS: "--inspect", NODE_ENV: "x" };
  const extra = { PORT: "3", GONE: undefined };
  expect(cleanEnvironment(extra, { ...KEPT, ...keys, ...rest })).toEqual({ ...KEPT, PORT: "3" });
});

test("no variable of a fleet reaches a child, whatever its name goes on with", () => {
  const name = fc
    .tuple(fc.constantFrom("NOVITA_", "E2B_", "SANDBAR_", "novita_"), fc.stringMatching(/^[A-Z_]{0,12}$/))
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.dictionary(name, fc.string()), (keys) => {
      expect(cleanEnvironment({}, { ...keys, PATH: "/bin" })).toEqual({ PATH: "/bin" });
      expect(downloadEnvironment({}, { ...keys, PATH: "/bin" })).toEqual({ PATH: "/bin" });
    }),
  );
});

test("a download keeps the shell's registries and proxies, not its NODE_ENV", () => {
  const network = { HTTPS_PROXY: "p", npm_config_registry: "r", COMPANY_TOKEN: "t" };
  expect(downloadEnvironment({ A: "1" }, { ...network, NODE_ENV: "production" })).toEqual({
    ...network,
    A: "1",
  });
});
