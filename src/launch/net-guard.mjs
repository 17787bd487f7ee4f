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

/** @param {unknown[]} values of a call, with its callback last */
function callbackOf(values) {
  const last = values.at(-1);
  return typeof last === "function" ? last : () => {};
}

function guardSockets() {
  const connect = Reflect.get(net.Socket.prototype, "connect");
  /**
   * @this {net.Socket}
   * @param {...any} values options, or port and host, or a path, or all that in one array made by net.connect
   */
  const guarded = function (...values) {
    const [first, second] = Array.isArray(values[0]) ? values[0] : values;
    const options = typeof first === "object" && first !== null ? first : { host: second };
    // As Node decides it: http leaves a null here.
    const isPath = Boolean(options.path) || (typeof first === "string" && !/^\d+$/.test(first));
    const host = typeof options.host === "function" ? undefined : options.host;
    if (isPath || isLocal(host)) return Reflect.apply(connect, this, values);
    const error = refusal("connect", host);
    process.nextTick(() => this.destroy(error));
    return this;
  };
  net.Socket.prototype.connect = guarded;
}

function guardDatagrams() {
  for (const name of /** @type {const} */ (["send", "connect"])) {
    const original = dgram.Socket.prototype[name];
    /**
     * @this {dgram.Socket}
     * @param {...any} values the message or port first; the first text after it is the address
     */
    const guarded = function (...values) {
      const address = values.slice(1).find((value) => typeof value === "string");
      if (!isLocal(address)) throw refusal(`dgram ${name}`, address);
      return Reflect.apply(original, this, values);
    };
    dgram.Socket.prototype[name] = guarded;
  }
}

/**
 * `lookup` may answer for this machine and for what is an address already; everything else asks a server somewhere.
 * @param {Record<string, any>} owner `dns`, its promises, or the prototype of a Resolver
 * @param {boolean} promised
 */
function guardNames(owner, promised) {
  const asking = Object.getOwnPropertyNames(owner).filter((name) => /^(lookup|resolve|reverse)/.test(name));
  for (const name of asking) {
    const original = owner[name];
    owner[name] = function (/** @type {any[]} */ ...values) {
      const host = values[0];
      const answered = name === "lookup" && (isLocal(host) || isIP(String(host)) !== 0);
      if (answered) return Reflect.apply(original, this, values);
      const error = refusal(`dns ${name}`, host);
      if (promised) return Promise.reject(error);
      process.nextTick(callbackOf(values), error);
      return undefined;
    };
  }
}

/** A child that is given an environment of its own is guarded all the same. */
function guardChildren() {
  const prototype = /** @type {any} */ (ChildProcess.prototype);
  const spawn = prototype.spawn;
  prototype.spawn = function (/** @type {{ envPairs?: string[] }} */ request) {
    const pairs = request.envPairs ?? [];
    const set = (/** @type {string} */ name) => pairs.findIndex((pair) => pair.startsWith(`${name}=`));
    const at = set("NODE_OPTIONS");
    if (at === -1) pairs.push(`NODE_OPTIONS=${GUARD_OPTION}`);
    else if (!pairs[at]?.includes(GUARD_OPTION)) pairs[at] += ` ${GUARD_OPTION}`;
    const log = process.env["SANDBAR_NET_GUARD_LOG"];
    if (log !== undefined && set("SANDBAR_NET_GUARD_LOG") === -1) pairs.push(`SANDBAR_NET_GUARD_LOG=${log}`);
    return Reflect.apply(spawn, this, [{ ...request, envPairs: pairs }]);
  };
}

guardSockets();
guardDatagrams();
guardNames(dns, false);
guardNames(dns.promises, true);
guardNames(dns.Resolver.prototype, false);
guardNames(dns.promises.Resolver.prototype, true);
guardChildren();
syncBuiltinESMExports();
