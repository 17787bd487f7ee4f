import { randomBytes } from "node:crypto";
import { createServer } from "node:http";

const PAGE_BYTES = 41_000;
const PAGES = 64;

/** A list page as a Novita-like API gives it, of 41 kB. */
function listPage(): Buffer {
  const rows: string[] = [];
  for (let bytes = 2; bytes < PAGE_BYTES;) {
    const text = (length: number): string => randomBytes(length).toString("hex");
    const row = JSON.stringify({
      sandboxID: `i${text(10)}`,
      templateID: text(10),
      alias: "code-interpreter-v1",
      clientID: "6532622b",
      startedAt: "2026-11-23T10:11:12.123456Z",
      endAt: "2026-11-23T11:11:12.123456Z",
      cpuCount: 2,
      memoryMB: 512,
      diskSizeMB: 20480,
      state: "running",
      envdVersion: "0.5.14",
      metadata: {
        user: `u-${text(2)}`,
        session: text(8),
        job: text(4),
        env: "production",
        customer: `acme-${rows.length}`,
      },
    });
    rows.push(row);
    bytes += row.length + 1;
  }
  return Buffer.from(`[${rows.join(",")}]`);
}

const pages = Array.from({ length: PAGES }, listPage);
let served = 0;

/** Serves one page for ever, or another one each time when the query says `changing`. */
const server = createServer((request, response) => {
  served += 1;
  const page = pages[request.url?.includes("changing") ? served % PAGES : 0] ?? Buffer.alloc(0);
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": page.length,
    "x-next-token": "MjAyNi0xMS0yM1QxMDoxMToxMi4xMjM0NTZa",
  });
  response.end(page);
});
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify(server.address())));
