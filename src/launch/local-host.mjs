import { isIP } from "node:net";

/** Names resolved without asking anybody. Not `*.localhost`: some resolvers send those out. */
const LOCAL_NAMES = new Set(["localhost", "ip6-localhost", "", "0.0.0.0", "::"]);

/**
 * @param {unknown} host a name or address
 * @returns {boolean} whether it is this machine
 */
export function isLocal(host) {
  if (host === undefined || host === null) return true; // Node takes localhost then.
  if (typeof host !== "string") return false; // Node refuses it by itself.
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  if (LOCAL_NAMES.has(name)) return true;
  const address = name.replace(/^::ffff:(?=[\d.]+$)/, "").replace(/%.*$/, "");
  return (isIP(address) === 4 && address.startsWith("127.")) || address === "::1";
}
