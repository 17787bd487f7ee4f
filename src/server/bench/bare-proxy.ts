import { createServer } from "node:http";
import { Pool } from "undici";

/** What the thin proxy is measured against: `node:http` and an undici pool, writing whatever comes, checking nothing. */
const pool = new Pool(process.argv[2] ?? "", { connections: 64, pipelining: 1 });
const key = "k";

const server = createServer((request, response) => {
  pool.dispatch(
    {
      path: request.url ?? "/",
      method: "GET",
      headers: { accept: request.headers.accept ?? "*/*", "x-api-key": key },
    },
    {
      onRequestStart: () => undefined,
      onResponseStart: (_, status, headers) => void response.writeHead(status, headers),
      onResponseData: (controller, chunk) => {
        if (response.write(chunk)) return;
        controller.pause();
        response.once("drain", () => controller.resume());
      },
      onResponseEnd: () => void response.end(),
      onResponseError: () => void response.destroy(),
    },
  );
});
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify(server.address())));
