import { expect, test } from "vitest";
import { isLocal } from "./local-host.mjs";

const local = [
  "localhost",
  "LOCALHOST",
  "127.0.0.1",
  "127.9.8.7",
  "::1",
  "[::1]",
  "::ffff:127.0.0.1",
  "0.0.0.0",
  "::",
  "",
];
test.each([...local, undefined, null])("%j is this machine", (host) => {
  expect(isLocal(host)).toBe(true);
});

const away = [
  "api.e2b.app",
  "127.0.0.1.example.com",
  "127.example",
  "foo.localhost",
  "10.0.0.1",
  "128.0.0.1",
  "fe80::1%eth0",
];
test.each([...away, "::2", "::ffff:10.0.0.1", "localhost.example", "2130706433", 5])(
  "%j may be elsewhere",
  (host) => {
    expect(isLocal(host)).toBe(false);
  },
);
