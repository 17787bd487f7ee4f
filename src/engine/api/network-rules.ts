import { isIP } from "node:net";
import * as v from "valibot";
import { flag, list, object, text } from "#contract/parse.ts";
import type { NetworkRules } from "../sandbox.ts";

const presentEntries = object({
  allowOut: v.nullish(list(text)),
  denyOut: v.nullish(list(text)),
  allowPublicTraffic: v.nullish(flag),
  maskRequestHost: v.nullish(text),
});

/** The `network` of a create request (contract 5.1); what is null counts as absent. */
export const network = v.pipe(
  presentEntries,
  v.transform((given): NetworkRules => ({
    ...(given.allowOut ? { allowOut: given.allowOut } : {}),
    ...(given.denyOut ? { denyOut: given.denyOut } : {}),
    ...(typeof given.allowPublicTraffic === "boolean"
      ? { allowPublicTraffic: given.allowPublicTraffic }
      : {}),
    ...(typeof given.maskRequestHost === "string" ? { maskRequestHost: given.maskRequestHost } : {}),
  })),
);

/** What the wire contract does not allow (5.4), in words, or `undefined` when the rules are fine. */
export function checkNetwork(rules: NetworkRules, secure: boolean): string | undefined {
  const { allowOut = [], denyOut = [] } = rules;
  if (!denyOut.every(isAddressOrRange)) return "network.denyOut takes IP addresses and CIDR ranges only";
  if (!allowOut.every(isAddressOrRange) && !denyOut.some((range) => /^(0\.0\.0\.0|::)\/0$/.test(range)))
    return "network.allowOut names a domain: that needs 0.0.0.0/0 in network.denyOut";
  if (rules.allowPublicTraffic === false && !secure)
    return "network.allowPublicTraffic can be false only for a secure sandbox";
  return undefined;
}

function isAddressOrRange(given: string): boolean {
  const [address = "", prefix, ...rest] = given.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128);
}
