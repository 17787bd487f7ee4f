import { expect, test } from "vitest";
import { settle } from "./testing/fake-clock.ts";
import { INTERVAL, measuredUpstream, sampleAt } from "./testing/measured-upstream.ts";

const SECOND = 1_000;

test.each([
  ["not-found", 404],
  ["not-offered", 501],
  ["invalid", 400],
  ["malformed", 200],
] as const)("an upstream that answers %s (%i) is not asked again, and known for it", async (kind, status) => {
  const { clock, usage, asked, refuseWith, look } = measuredUpstream();
  refuseWith(kind, status);
  look(["a"]);
  await clock.advance(SECOND);
  look(["b"]);
  await clock.advance(100 * INTERVAL);
  expect(asked.length).toBe(1);
  for (const id of ["a", "b"]) expect(usage.of(id)).toMatchObject({ kind: "absent", failure: { kind } });
});

test("one that fails is asked ever more seldom, and what was known is shown as old", async () => {
  const { clock, usage, asked, refuseWith, look } = measuredUpstream();
  look(["a"]);
  await clock.advance(SECOND);
  refuseWith("upstream", 500);
  look(["b"]);
  await clock.advance(SECOND);
  expect(usage.of("b")).toMatchObject({ kind: "failed", failure: { status: 500 } });
  expect(usage.of("a")).toMatchObject({ kind: "known", isOld: false });
  await clock.advance(119 * SECOND);
  expect(usage.of("a")).toMatchObject({ kind: "known", isOld: true });
  // After 2, 4, 8, 16, 32 and 60 seconds.
  expect(asked.length).toBe(2 + 5);
});

test("a bad gateway's page is no answer of the upstream", async () => {
  const { clock, usage, asked, refuseWith, look } = measuredUpstream();
  refuseWith("malformed", 502);
  look(["a"]);
  await clock.advance(3 * SECOND);
  expect(asked.length).toBe(2);
  expect(usage.of("a").kind).toBe("failed");
});

test("what is known becomes old when the next reading takes long, and is told", async () => {
  const { clock, usage, answerNever, look } = measuredUpstream();
  let told = 0;
  look(["a"], () => (told += 1));
  await clock.advance(SECOND);
  answerNever();
  await clock.advance(INTERVAL);
  expect(usage.of("a")).toMatchObject({ isOld: false });
  const before = told;
  await clock.advance(5 * SECOND);
  expect(usage.of("a")).toMatchObject({ isOld: true });
  expect(told).toBeGreaterThan(before);
});

test("a row that comes back into view after long is shown as old until it is read", async () => {
  const { clock, usage, look } = measuredUpstream();
  const away = look(["a"]);
  await clock.advance(SECOND);
  away();
  await clock.advance(3 * INTERVAL);
  look(["a"]);
  await settle();
  expect(usage.of("a")).toMatchObject({ isOld: true });
  await clock.advance(SECOND);
  expect(usage.of("a")).toMatchObject({ isOld: false });
});

test("a sample far behind the others is old, whatever the upstream's clock", async () => {
  const { clock, usage, answerWith, look } = measuredUpstream();
  const hour = 3_600 * SECOND;
  answerWith(() =>
    Promise.resolve(
      new Map([
        ["a", sampleAt(clock.now() - hour)],
        ["b", sampleAt(clock.now() - hour - 61 * SECOND)],
        ["c", sampleAt(undefined)],
      ]),
    ),
  );
  look(["a", "b", "c", "d"]);
  await clock.advance(SECOND);
  expect(["a", "b", "c"].map((id) => usage.of(id))).toMatchObject([
    { isOld: false },
    { isOld: true },
    { isOld: false },
  ]);
  expect(usage.of("d")).toEqual({ kind: "none" });
});
