import type { EndpointName } from "#contract/endpoints.ts";
import { events, quota } from "./account.ts";
import { createSandbox, createSandboxV2 } from "./create-sandbox.ts";
import type { Handler } from "./handler.ts";
import { listRunning, listSandboxes } from "./list-sandboxes.ts";
import { fleetMetrics, sandboxLogs, sandboxLogsV2, sandboxMetrics } from "./observe.ts";
import {
  connectSandbox,
  getSandbox,
  killSandbox,
  pauseSandbox,
  refreshSandbox,
  resumeSandbox,
  setTimeout,
} from "./one-sandbox.ts";
import { reply } from "./reply.ts";
import { getTemplate, listTemplates, listTemplatesV2, templateByAlias } from "./template-list.ts";

const health: Handler = () => reply(200, { status: "ok" });

/** Who answers which endpoint of the contract's table: one that is missing here does not compile. */
export const handlers: Readonly<Record<EndpointName, Handler>> = {
  health,
  listSandboxes,
  listRunning,
  createSandbox,
  createSandboxV2,
  fleetMetrics,
  quota,
  events,
  getSandbox,
  killSandbox,
  pauseSandbox,
  connectSandbox,
  connectSandboxV2: connectSandbox,
  resumeSandbox,
  setTimeout,
  refreshSandbox,
  sandboxMetrics,
  sandboxLogs,
  sandboxLogsV2,
  listTemplates,
  listTemplatesV2,
  templateByAlias,
  getTemplate,
};
