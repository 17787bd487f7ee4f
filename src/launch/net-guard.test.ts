import { join } from "node:path";
import { expect, test } from "vitest";
import { type FixtureProject, fixtureProject } from "./fixture-project.ts";
import { readAttempts, testEnvironment } from "./test-environment.mjs";

const CANARIES = {
  NOVITA_API_KEY: "canary-novita",
  NOVITA_API_URL: "https://canary.novita.example",
  NOVITA_DOMAIN: "canary.novita.example",
  E2B_API_KEY: "canary-e2b",
  E2B_API_URL: "https://canary.e2b.example",
  SANDBAR_UPSTREAM: "novita",
  HTTPS_PROXY: "http://127.0.0.1:1",
};

/** Runs a module as a test process of a shell full of canaries; gives what it printed and where it tried to go. */
async function guarded({ root, write, launch }: FixtureProject, program: string) {
  const log = join(root, "attempts.jsonl");
  const { PATH } = process.env;
  write("program.mjs", program);
  const { output, code } = await launch(["program.mjs"], testEnvironment(log, { PATH, ...CANARIES })).ended;
  expect({ output, code }).toMatchObject({ code: 0 });
  return { output, attempts: readAttempts(log) };
}

/** @param tries statements that give an error's code as `code` */
const printing = (tries: string) => `
  import dgram from "node:dgram";
  import { Resolver, lookup, promises } from "node:dns";
  import http from "node:http";
  import { connect } from "node:net";
  import tls from "node:tls";
  import { promisify } from "node:util";
  const code = await new Promise((fail) => { ${tries} });
  console.log(code?.cause?.code ?? code?.code ?? code);
  process.exit();
`;

test("a test process sees no canary of the shell", async () => {
  const { output } = await guarded(fixtureProject(), "console.log(JSON.stringify(process.env))");
  expect(JSON.parse(output)).toMatchObject({ NODE_OPTIONS: expect.stringContaining("net-guard.mjs") });
  expect(output).not.toMatch(/canary|novita|e2b_/i);
  expect(output).not.toContain("PROXY");
});

test.each([
  ["fetch", "fetch('https://api.e2b.app').catch(fail)", "connect to api.e2b.app"],
  ["a socket to a number", "connect(80, '192.0.2.1').on('error', fail)", "connect to 192.0.2.1"],
  [
    "a socket by options",
    "connect({ port: 80, host: '2001:db8::1' }).on('error', fail)",
    "connect to 2001:db8::1",
  ],
  ["TLS", "tls.connect(443, 'example.com').on('error', fail)", "connect to example.com"],
  ["an http request to a number", "http.get('http://192.0.2.1').on('error', fail)", "connect to 192.0.2.1"],
  ["an http request", "http.get('http://example.com').on('error', fail)", "connect to example.com"],
  ["a lookup", "lookup('example.com', fail)", "dns lookup to example.com"],
  ["a promised lookup", "promises.lookup('example.com').catch(fail)", "dns lookup to example.com"],
  ["a resolver", "new Resolver().resolveTxt('example.com', fail)", "dns resolveTxt to example.com"],
  [
    "a datagram",
    "try { dgram.createSocket('udp4').send('x', 53, '192.0.2.1') } catch (error) { fail(error) }",
    "dgram send to 192.0.2.1",
  ],
])("%s beyond this machine fails and is noted", async (_, tries, noted) => {
  const { output, attempts } = await guarded(fixtureProject(), printing(tries));
  expect(output).toBe("ERR_NET_GUARD\n");
  expect(attempts).toEqual([expect.stringContaining(noted)]);
});

test.each([
  ["a closed port here", "connect(1, '127.0.0.1').on('error', fail)", "ECONNREFUSED"],
  ["a file socket", "connect('/no/such.sock').on('error', fail)", "ENOENT"],
  ["a name that never exists", "fetch('http://down.invalid').catch(fail)", "ENOTFOUND"],
  [
    "a server on this machine",
    "const server = http.createServer((_, reply) => reply.end('served')).listen(0, '127.0.0.1', () => fetch('http://127.0.0.1:' + server.address().port).then((reply) => reply.text()).then(fail))",
    "served",
  ],
  [
    "a lookup made to give a promise",
    "promisify(lookup)('127.0.0.1').then(({ address }) => fail(address))",
    "127.0.0.1",
  ],
])("%s is as without the guard", async (_, tries, result) => {
  const { output, attempts } = await guarded(fixtureProject(), printing(tries));
  expect(output).toBe(`${result}\n`);
  expect(attempts).toEqual([]);
});

test("threads are guarded, and children even when given an environment of their own", async () => {
  const { output, attempts } = await guarded(
    fixtureProject(),
    `
    import { execFileSync, fork, spawn } from "node:child_process";
    import { once } from "node:events";
    import { Worker } from "node:worker_threads";
    const leave = (name) => "fetch('http://" + name + ".example').catch((error) => console.log(error.cause.code))";
    await once(new Worker(leave("thread"), { eval: true }), "exit");
    await once(new Worker(new URL("data:text/javascript," + leave("module"))), "exit");
    await once(spawn(process.execPath, ["-e", leave("child")], { env: {}, stdio: "inherit" }), "exit");
    execFileSync(process.execPath, ["-e", leave("grandchild")], { stdio: "inherit" });
    `,
  );
  expect(output).toBe("ERR_NET_GUARD\n".repeat(4));
  expect(attempts).toHaveLength(4);
});
