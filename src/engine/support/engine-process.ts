import { startEngine } from "../index.ts";

// An engine in a process of its own, for tests that kill it. Says its address, or why there is none, in one line of JSON.
const [dataDir = "", key = ""] = process.argv.slice(2);
const started = await startEngine({ dataDir, key, host: "127.0.0.1", port: 0 });
console.log(JSON.stringify(started.ok ? { url: started.value.url } : started.error));
if (!started.ok) process.exitCode = 1;
