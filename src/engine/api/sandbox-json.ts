import { metadataObject } from "#contract/metadata.ts";
import { microsToTimestamp } from "#contract/timestamp.ts";
import type { Sandbox } from "../sandbox.ts";
import { ENVD_VERSION, findTemplate } from "../templates.ts";

/** Deprecated in the API, but required by it (contract 3.1); legacy SDKs append it to the id. */
const CLIENT_ID = "local";

const identity = (sandbox: Sandbox): object => {
  const alias = findTemplate(sandbox.templateId)?.alias;
  return {
    sandboxID: sandbox.id,
    templateID: sandbox.templateId,
    ...(alias === undefined ? {} : { alias }),
    clientID: CLIENT_ID,
    envdVersion: ENVD_VERSION,
  };
};

/** An item of the list (contract 3.1). */
export const listedJson = (sandbox: Sandbox): object => ({
  ...identity(sandbox),
  startedAt: microsToTimestamp(sandbox.startedAt),
  endAt: microsToTimestamp(sandbox.endAt),
  cpuCount: sandbox.cpuCount,
  memoryMB: sandbox.memoryMiB,
  diskSizeMB: sandbox.diskMiB,
  state: sandbox.state,
  ...(sandbox.metadata.length > 0 ? { metadata: metadataObject(sandbox.metadata) } : {}),
  volumeMounts: [],
});

/** The detail (contract 3.2): all of the list's fields and the daemon's credential. */
export const detailJson = (sandbox: Sandbox): object => ({
  ...listedJson(sandbox),
  ...(sandbox.envdAccessToken === undefined ? {} : { envdAccessToken: sandbox.envdAccessToken }),
  domain: null,
  allowInternetAccess: sandbox.allowInternetAccess,
  ...(sandbox.network ? { network: sandbox.network } : {}),
  lifecycle: { onTimeout: sandbox.onTimeout, autoResume: sandbox.autoResume },
});

/** What create, connect and resume answer (contract 3.2). */
export const createdJson = (sandbox: Sandbox): object => ({
  ...identity(sandbox),
  ...(sandbox.envdAccessToken === undefined ? {} : { envdAccessToken: sandbox.envdAccessToken }),
  trafficAccessToken: sandbox.trafficAccessToken ?? null,
  domain: null,
});
