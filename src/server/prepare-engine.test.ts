import { expect, test } from "vitest";
import type { Config } from "./config.ts";
import type { Engine } from "./engine-port.ts";
import { prepareEngine } from "./prepare-engine.ts";

const nothing: Config["engine"] = {
  port: 0,
  dataDir: ".sandbar",
  key: undefined,
  demo: undefined,
  reset: false,
  yes: false,
};

function engineWith(held: number, isDemo = false): Engine {
  let count = held;
  let demo = isDemo;
  return {
    url: "http://127.0.0.1:1",
    count: () => count,
    isDemo: () => demo,
    empty: () => {
      count = 0;
      demo = false;
    },
    fillDemo: (wanted) => {
      if (count > 0)
        return {
          ok: false,
          error: { code: "not-empty", message: `It holds ${count}.`, remedy: "Empty it." },
        };
      count = wanted;
      demo = true;
      return { ok: true, value: count };
    },
    close: () => Promise.resolve(),
  };
}

async function prepare(engine: Engine, wanted: Partial<Config["engine"]>, answer?: boolean) {
  const said: string[] = [];
  const asked: string[] = [];
  const ask = (question: string): Promise<boolean> => {
    asked.push(question);
    return Promise.resolve(answer === true);
  };
  const person = { say: (line: string) => void said.push(line), ...(answer === undefined ? {} : { ask }) };
  const result = await prepareEngine(engine, { ...nothing, ...wanted }, person);
  return { result, said, asked, held: engine.count(), demo: engine.isDemo() };
}

const OK = { ok: true, value: undefined };

test("nothing asked, nothing done", async () => {
  expect(await prepare(engineWith(3), {})).toMatchObject({ result: OK, said: [], held: 3 });
});

test("an empty engine is filled", async () => {
  expect(await prepare(engineWith(0), { demo: 5000 })).toMatchObject({ result: OK, held: 5000, demo: true });
});

test("an engine with people's sandboxes is not filled; the way out is a flag", async () => {
  expect(await prepare(engineWith(3), { demo: 5000 })).toMatchObject({
    result: { ok: false, error: "It holds 3. Add --reset to empty it first." },
    held: 3,
  });
});

test("starting again with the same flags keeps the demo as it is", async () => {
  const { result, held, said } = await prepare(engineWith(90, true), { demo: 100 });
  expect([result, held]).toEqual([OK, 90]);
  expect(said.join()).toContain("holds demo data already (90 sandboxes)");
});

test.each([
  [true, OK, 0],
  [false, { ok: false, error: "Nothing was removed." }, 7],
])("a reset answered with %s", async (answer, result, held) => {
  const outcome = await prepare(engineWith(7), { reset: true }, answer);
  expect(outcome).toMatchObject({ result, held });
  expect(outcome.asked).toEqual(["Remove all 7 sandboxes of the local engine in .sandbar?"]);
});

test("a reset that nobody can be asked about needs --yes", async () => {
  const { result, held } = await prepare(engineWith(7), { reset: true });
  expect([result, held]).toEqual([
    { ok: false, error: "--reset asks before it removes anything; without a terminal, add --yes." },
    7,
  ]);
});

test("--yes resets without asking, and a demo follows", async () => {
  expect(await prepare(engineWith(7), { reset: true, yes: true, demo: 10 }, false)).toMatchObject({
    result: OK,
    asked: [],
    held: 10,
    demo: true,
  });
});
