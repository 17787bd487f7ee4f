import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { build } from "vite";
import { afterEach, beforeAll, expect, test } from "vitest";

/** What a browser's worker has and Node's has under other names. */
const SHIM = `
  const { parentPort } = require("node:worker_threads");
  globalThis.self = {
    postMessage: (message) => parentPort.postMessage(message),
    addEventListener: (_, listener) => parentPort.on("message", (data) => listener({ data })),
  };
`;

let script = "";
let worker: Worker | undefined;

/** The worker as the build makes it, in one piece. */
beforeAll(async () => {
  const output = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      lib: { entry: resolve("src/web/fleet/in-worker/regex-worker.ts"), formats: ["cjs"] },
    },
  });
  const [bundle] = Array.isArray(output) ? output : [output];
  const [chunk] = bundle && "output" in bundle ? bundle.output : [];
  script = chunk?.type === "chunk" ? chunk.code : "";
});
afterEach(async () => void (await worker?.terminate()));

function startWorker() {
  const thread = new Worker(SHIM + script, { eval: true });
  worker = thread;
  const replies: unknown[] = [];
  let waiting = (): void => undefined;
  thread.on("message", (reply: unknown) => {
    replies.push(reply);
    waiting();
  });
  return {
    send: (message: unknown) => thread.postMessage(message),
    reply: async (): Promise<unknown> => {
      if (replies.length === 0) await new Promise<void>((heard) => (waiting = heard));
      return replies.shift();
    },
  };
}

const EVIL = `${"a".repeat(40)}!`;

test("it says that it listens, answers in order, and goes on after what is no pattern", async () => {
  const { send, reply } = startWorker();
  expect(await reply()).toEqual({ kind: "ready" });
  send({ batch: 1, pattern: "^p", values: ["prod", "dev", "p"], careful: false });
  expect(await reply()).toEqual({ kind: "answers", batch: 1, answers: [true, false, true] });
  send({ batch: 2, pattern: "(", values: ["a"], careful: false });
  expect(await reply()).toEqual({ kind: "answers", batch: 2, answers: [null] });
  send({ batch: 3, pattern: "a", values: ["a"], careful: false });
  expect(await reply()).toEqual({ kind: "answers", batch: 3, answers: [true] });
});

test("tried with care, what comes before a value that takes for ever is heard all the same", async () => {
  const { send, reply } = startWorker();
  expect(await reply()).toEqual({ kind: "ready" });
  send({ batch: 1, pattern: "^(a+)+$", values: ["aaa", "b", EVIL, "a"], careful: true });
  expect(await reply()).toEqual({ kind: "answers", batch: 1, answers: [true] });
  expect(await reply()).toEqual({ kind: "answers", batch: 1, answers: [false] });
});
