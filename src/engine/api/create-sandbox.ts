import * as v from "valibot";
import { isWellFormed } from "#contract/metadata.ts";
import { flag, metadata, nonEmptyText, object, parseWith } from "#contract/parse.ts";
import { fail, ok, type Result } from "#contract/result.ts";
import type { NewSandboxSpec } from "../fleet.ts";
import type { EngineLimits } from "../limits.ts";
import { findTemplate, isTemplateReference } from "../templates.ts";
import { bodyObject, DEFAULT_TIMEOUT_SECONDS, timeoutProblem, timeoutSeconds } from "./body.ts";
import type { Handler } from "./handler.ts";
import { checkNetwork, network } from "./network-rules.ts";
import { refusal, refuse, reply, type Reply } from "./reply.ts";
import { createdJson } from "./sandbox-json.ts";

const newSandbox = object({
  templateID: nonEmptyText,
  timeout: v.nullish(timeoutSeconds),
  metadata: v.optional(metadata, null),
  envVars: v.optional(metadata, null),
  secure: v.nullish(flag),
  allow_internet_access: v.nullish(flag),
  autoPause: v.nullish(flag),
  autoResume: v.nullish(object({ enabled: v.nullish(flag) })),
  network: v.nullish(network),
  volumeMounts: v.nullish(v.array(v.unknown(), "must be an array")),
  secrets: v.nullish(v.unknown()),
});

type Answer = Result<NewSandboxSpec, Reply>;

/** `POST /sandboxes` (contract 5.1), where a sandbox is secure only if that is asked for. */
export const createSandbox: Handler = (context, { body }) => create(context, body, false);

/** `POST /v2/sandboxes` (contract 5.2), where a sandbox is always secure. */
export const createSandboxV2: Handler = (context, { body }) => create(context, body, true);

async function create(
  { fleet, limits }: Parameters<Handler>[0],
  body: unknown,
  alwaysSecure: boolean,
): Promise<Reply> {
  const spec = specOf(body, limits, alwaysSecure);
  if (!spec.ok) return spec.error;
  const created = await fleet.create(spec.value);
  return created.ok ? reply(201, createdJson(created.value)) : refusal(created.error);
}

function specOf(body: unknown, limits: EngineLimits, alwaysSecure: boolean): Answer {
  const invalid = (message: string): Answer => fail(refuse(400, message));
  const given = bodyObject(body);
  if (!given.ok) return invalid(given.error);
  const parsed = parseWith(newSandbox, given.value);
  if (!parsed.ok) return invalid(`Invalid body: ${parsed.error}`);
  const wish = parsed.value;
  const seconds = wish.timeout ?? DEFAULT_TIMEOUT_SECONDS;
  if (seconds <= 0) return invalid("Timeout must be greater than 0");
  const tooLong = timeoutProblem(seconds, limits);
  if (tooLong !== undefined) return invalid(tooLong);
  const unwritable = [...wish.metadata, ...wish.envVars].some((pair) => !pair.every(isWellFormed));
  if (unwritable) return invalid("Invalid body: metadata and envVars must not hold half of a surrogate pair");
  if (!isTemplateReference(wish.templateID))
    return invalid("Invalid body: templateID is not a template's id or alias");
  const secure = alwaysSecure || wish.secure === true;
  const badRule = wish.network ? checkNetwork(wish.network, secure) : undefined;
  if (badRule !== undefined) return invalid(badRule);
  const wanted = notOffered(wish);
  if (wanted !== undefined) return fail(refuse(501, `${wanted} are not offered by the local engine`));
  const template = findTemplate(wish.templateID);
  if (!template) return fail(refuse(404, `Template '${wish.templateID}' not found`));
  const onTimeout = wish.autoPause === true ? "pause" : "kill";
  return ok({
    template,
    timeoutSeconds: seconds,
    onTimeout,
    autoResume: onTimeout === "pause" && wish.autoResume?.enabled === true,
    secure,
    allowInternetAccess: wish.allow_internet_access ?? true,
    network: wish.network ?? undefined,
    metadata: wish.metadata,
    environment: wish.envVars,
  });
}

/** Wishes that must not be passed over in silence, as the sandbox would lack what its program counts on. */
function notOffered(wish: {
  readonly volumeMounts?: unknown;
  readonly secrets?: unknown;
}): string | undefined {
  if (Array.isArray(wish.volumeMounts) && wish.volumeMounts.length > 0) return "Volumes";
  const { secrets } = wish;
  return typeof secrets === "object" && secrets !== null && Object.keys(secrets).length > 0
    ? "Secrets"
    : undefined;
}
