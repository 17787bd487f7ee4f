import type { RegexBatch, RegexReply } from "./regex-batch.ts";

/** A thread that tries regular expressions. */
export interface RegexThread {
  readonly send: (batch: RegexBatch) => void;
  /** Ends it at once, whatever it does. */
  readonly end: () => void;
}

export interface RegexThreadEvents {
  readonly onReply: (reply: RegexReply) => void;
  /** Its script could not be had, or broke. */
  readonly onFailure: () => void;
}

/** Starts a worker of the browser's. Its script is a file of its own, which is asked for only now. */
export function startRegexThread({ onReply, onFailure }: RegexThreadEvents): RegexThread {
  const worker = new Worker(new URL("./in-worker/regex-worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<RegexReply>) => onReply(data));
  worker.addEventListener("error", onFailure);
  return { send: (batch) => worker.postMessage(batch), end: () => worker.terminate() };
}
