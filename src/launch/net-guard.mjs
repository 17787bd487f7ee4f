// Preloaded into every Node process of a test run (NODE_OPTIONS, see guard-option.mjs). Whatever would leave this
// machine fails, saying so, and is noted in the file named by SANDBAR_NET_GUARD_LOG, so that the run fails even where the
// code under test swallows the error. Names under ".invalid", which exist nowhere by definition (RFC 6761), are not
// looked up either and fail as they would, unnoted: tests of unreachable hosts use those.
import { ChildProcess } from "node:child_process";
import dgram from "node:dgram";
import dns from "node:dns";
import { appendFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import net, { isIP } from "node:net";
import { GUARD_OPTION } from "./guard-option.mjs";
import { isLocal } from "./local-host.mjs";

/**
 * @param {string} what the call
 * @param {unknown} host
 * @returns {NodeJS.ErrnoException} the error to fail with; noted unless the name is of the kind that never exists
 */
function refusal(what, host) {
  const target = String(host);
  if (/\.invalid\.?$/i.test(target)) {
    const error = new Error(`getaddrinfo ENOTFOUND ${target}`);
    return Object.assign(error, { code: "ENOTFOUND", syscall: "getaddrinfo", hostname: target });
  }
  const error = new Error(
    `${what} to ${target} refused: tests never leave this machine (src/launch/net-guard.mjs). Use 127.0.0.1, or a name under .invalid for a host that cannot be reached.`,
  );
  const log = process.env["SANDBAR_NET_GUARD_LOG"];
  if (log !== undefined && log !== "") {
    const program = process.argv.slice(0, 3).join(" ");
    appendFileSync(
      log,
      `${JSON.stringify({ what, target, pid: process.pid, program, stack: error.stack })}\n`,
    );
  }
  return Object.assign(error, { code: "ERR_NET_GUARD" });
}

/**
 * Puts `around` in the place of a method; it gets what the method was called with and a way to go on with it.
 * @param {object} owner
 * @param {string} name
 * @param {(values: unknown[], goOn: () => unknown, self: unknown) => unknown} around
 */
function replace(owner, name, around) {
  const original = Reflect.get(owner, name);
  /**
   * @this {unknown}
   * @param {...unknown} values
   */
  const replacement = function (...values) {
    return around(values, () => Reflect.apply(original, this, values), this);
  };
  // Node keeps under symbols what promisify makes of it.
  for (const symbol of Object.getOwnPropertySymbols(original))
    Reflect.set(replacement, symbol, Reflect.get(original, symbol));
  Reflect.set(owner, name, replacement);
}

/**
 * @param {unknown} options of a connection
 * @param {"host" | "path"} name
 * @returns {unknown}
 */
function option(options, name) {
  return typeof options === "object" && options !== null ? Reflect.get(options, name) : undefined;
}

function guardSockets() {
  replace(net.Socket.prototype, "connect", (values, goOn, socket) => {
    // Options, or port and host, or a path; or all that in one array, made by net.connect.
    const [first, second] = Array.isArray(values[0]) ? values[0] : values;
    // As Node decides it: http leaves a null for the path.
    const isPath = Boolean(option(first, "path")) || (typeof first === "string" && !/^\d+$/.test(first));
    const host = typeof first === "object" ? option(first, "host") : second;
    if (isPath || typeof host === "function" || isLocal(host)) return goOn();
    const error = refusal("connect", host);
    process.nextTick(() => socket instanceof net.Socket && socket.destroy(error));
    return socket;
  });
}

function guardDatagrams() {
  for (const name of ["send", "connect"]) {
    replace(dgram.Socket.prototype, name, (values, goOn) => {
      // The message or the port comes first; the first text after it is the address.
      const address = values.slice(1).find((value) => typeof value === "string");
      if (!isLocal(address)) throw refusal(`dgram ${name}`, address);
      return goOn();
    });
  }
}

/**
 * `lookup` may answer for this machine and for what is an address already; everything else asks a server somewhere.
 * @param {object} owner `dns`, its promises, or the prototype of a Resolver
 * @param {boolean} promised
 */
function guardNames(owner, promised) {
  const asking = Object.getOwnPropertyNames(owner).filter((name) => /^(lookup|resolve|reverse)/.test(name));
  for (const name of asking) {
    replace(owner, name, (values, goOn) => {
      const host = values[0];
      if (name === "lookup" && (isLocal(host) || isIP(String(host)) !== 0)) return goOn();
      const error = refusal(`dns ${name}`, host);
      if (promised) return Promise.reject(error);
      const callback = values.at(-1);
      if (typeof callback !== "function") throw error;
      return process.nextTick(() => callback(error));
    });
  }
}

/** A child that is given an environment of its own is guarded all the same. */
function guardChildren() {
  replace(ChildProcess.prototype, "spawn", ([request], goOn) => {
    const pairs =
      typeof request === "object" && request !== null ? Reflect.get(request, "envPairs") : undefined;
    if (!Array.isArray(pairs)) return goOn();
    const find = (/** @type {string} */ name) =>
      pairs.findIndex((pair) => String(pair).startsWith(`${name}=`));
    const at = find("NODE_OPTIONS");
    if (at === -1) pairs.push(`NODE_OPTIONS=${GUARD_OPTION}`);
    else if (!String(pairs[at]).includes(GUARD_OPTION)) pairs[at] += ` ${GUARD_OPTION}`;
    const log = process.env["SANDBAR_NET_GUARD_LOG"];
    if (log !== undefined && find("SANDBAR_NET_GUARD_LOG") === -1) pairs.push(`SANDBAR_NET_GUARD_LOG=${log}`);
    return goOn();
  });
}

guardSockets();
guardDatagrams();
guardNames(dns, false);
guardNames(dns.promises, true);
guardNames(dns.Resolver.prototype, false);
guardNames(dns.promises.Resolver.prototype, true);
guardChildren();
syncBuiltinESMExports();
