import { microsToTimestamp } from "#contract/timestamp.ts";
import type { EngineStore } from "../store/engine-store.ts";
import { ENVD_VERSION, findTemplate, templates, type EngineTemplate } from "../templates.ts";
import type { Handler } from "./handler.ts";
import { wholeNumber } from "./query.ts";
import { refuse, reply } from "./reply.ts";

/** `GET /templates`. */
export const listTemplates: Handler = ({ store }) => reply(200, allTemplates(store));

/**
 * `GET /v2/templates`: numbered pages for Novita's SDK, which always says which page or type it wants; a bare array for E2B's
 * (contract 2.3). The engine has no snapshots, so a list of those is empty.
 */
export const listTemplatesV2: Handler = ({ store }, { query }) => {
  const all = query.get("template_type") === "snapshot_template" ? [] : allTemplates(store);
  if (!query.has("page") && !query.has("template_type")) return reply(200, all);
  const page = wholeNumber(query, "page", { min: 1, max: 10 ** 6 }, 1);
  if (!page.ok) return refuse(400, page.error);
  const limit = wholeNumber(query, "limit", { min: 1, max: 100 }, 20);
  if (!limit.ok) return refuse(400, limit.error);
  const first = (page.value - 1) * limit.value;
  return reply(200, {
    templates: all.slice(first, first + limit.value),
    total: all.length,
    page: page.value,
    limit: limit.value,
    totalPages: Math.ceil(all.length / limit.value),
  });
};

/** `GET /templates/{id}`, by id or alias. */
export const getTemplate: Handler = ({ store }, { parameters }) => {
  const asked = parameters.get("id") ?? "";
  const template = findTemplate(asked);
  return template
    ? reply(200, { ...templateJson(template, store.templateUse()), builds: [] })
    : refuse(404, `Template '${asked}' not found`);
};

/** `GET /templates/aliases/{alias}`: whether a template exists. */
export const templateByAlias: Handler = (_, { parameters }) => {
  const asked = parameters.get("alias") ?? "";
  const template = findTemplate(asked);
  return template
    ? reply(200, { templateID: template.id, public: true })
    : refuse(404, `Template '${asked}' not found`);
};

function allTemplates(store: EngineStore): object[] {
  const use = store.templateUse();
  return templates.map((template) => templateJson(template, use));
}

/** They come with the engine, so they were made when it was: on no day that would mean anything. */
const MADE_AT = "2026-11-23T00:00:00.000000Z";

function templateJson(template: EngineTemplate, use: ReturnType<EngineStore["templateUse"]>): object {
  const { spawned, lastSpawned } = use.get(template.id) ?? { spawned: 0, lastSpawned: undefined };
  return {
    templateID: template.id,
    buildID: `${template.id}-1`,
    buildStatus: "ready",
    cpuCount: template.cpuCount,
    memoryMB: template.memoryMiB,
    diskSizeMB: template.diskMiB,
    public: true,
    aliases: [template.alias],
    names: [template.alias],
    createdAt: MADE_AT,
    updatedAt: MADE_AT,
    createdBy: null,
    lastSpawnedAt: lastSpawned === undefined ? null : microsToTimestamp(lastSpawned),
    spawnCount: spawned,
    buildCount: 1,
    envdVersion: ENVD_VERSION,
  };
}
