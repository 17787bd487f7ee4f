import { evaluateBatch, type RegexBatch } from "../regex-batch.ts";

// The thread that operators' regular expressions run in: one that never ends takes nothing with it, and is ended from outside.
self.addEventListener("message", ({ data }: MessageEvent<RegexBatch>) => {
  evaluateBatch(
    data,
    (reply) => self.postMessage(reply),
    () => performance.now(),
  );
});
self.postMessage({ kind: "ready" });
