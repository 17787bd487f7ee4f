import { connect } from "node:net";

const [port = "", target = "", connections = "", seconds = ""] = process.argv.slice(2);
const request = Buffer.from(
  `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: application/json\r\nSec-Fetch-Site: same-origin\r\n\r\n`,
);
const latencies: number[] = [];
let stopping = false;

/** One connection: a request, its whole reply, the next request. */
function run(): void {
  const socket = connect(Number(port), "127.0.0.1");
  socket.setNoDelay(true);
  let head: Buffer[] = [];
  let missing = -1;
  let startedAt = 0;
  const next = (): void => {
    head = [];
    missing = -1;
    startedAt = performance.now();
    socket.write(request);
  };
  socket.on("connect", next);
  socket.on("data", (chunk) => {
    if (missing >= 0) missing -= chunk.length;
    else {
      head.push(chunk);
      const bytes = Buffer.concat(head);
      const end = bytes.indexOf("\r\n\r\n");
      if (end < 0) return;
      const text = bytes.toString("latin1", 0, end);
      if (!text.startsWith("HTTP/1.1 200")) throw new Error(text);
      missing = Number(/content-length: (\d+)/i.exec(text)?.[1]) - (bytes.length - end - 4);
    }
    if (missing > 0) return;
    latencies.push(performance.now() - startedAt);
    if (stopping) socket.destroy();
    else next();
  });
}

for (let index = 0; index < Number(connections); index += 1) run();
const begun = performance.now();
setTimeout(
  () => {
    stopping = true;
    const elapsed = (performance.now() - begun) / 1000;
    const sorted = latencies.toSorted((a, b) => a - b);
    console.log(JSON.stringify({ perSecond: sorted.length / elapsed, medianMs: sorted[sorted.length >> 1] }));
  },
  Number(seconds) * 1000,
);
