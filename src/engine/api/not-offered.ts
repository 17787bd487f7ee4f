const id = "[^/]+";

/** The endpoints of the API (contract 2) that this engine does not serve: 501, where an unknown path is 404. */
const notOffered: readonly (readonly [method: RegExp, path: string])[] = [
  [/^PUT$/, `/sandboxes/${id}/network`],
  [/^POST$/, `/sandboxes/${id}/(snapshots|fork|clone|reset|hotplug-memory|commit)`],
  [/^(POST|DELETE)$/, `/sandboxes/${id}/volume-mounts`],
  [/^GET$/, "/snapshots"],
  [/^POST$/, "(/v[23])?/templates"],
  [/^(POST|DELETE)$/, `/templates/${id}`],
  [/^PATCH$/, `(/v2)?/templates/${id}`],
  [/^(POST|DELETE)$/, "/templates/tags"],
  [/^GET$/, `/templates/${id}/tags`],
  [/^GET$/, `/templates/${id}/files/${id}`],
  [/^POST$/, `(/v2)?/templates/${id}/builds/${id}`],
  [/^GET$/, `/templates/${id}/builds/${id}/(status|logs)`],
  [/^(GET|POST)$/, "/(volumes|secrets)"],
  [/^(GET|PATCH|POST|PUT|DELETE)$/, `/(volumes|secrets)/${id}`],
  [/^GET$/, `/teams(/${id}/metrics(/max)?)?`],
];

const patterns = notOffered.map(([method, path]) => ({ method, path: new RegExp(`^${path}$`) }));

/** Whether the API has this endpoint and the engine has not. `rawPath` is still percent-encoded. */
export const isNotOffered = (method: string, rawPath: string): boolean =>
  patterns.some((pattern) => pattern.method.test(method) && pattern.path.test(rawPath));
