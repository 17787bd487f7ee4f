/** What a sandbox can be made from. */
export interface EngineTemplate {
  readonly id: string;
  readonly alias: string;
  readonly cpuCount: number;
  readonly memoryMiB: number;
  readonly diskMiB: number;
}

/** The in-sandbox daemon's version that replies name: the SDKs refuse to work with none, or with an old one (contract 5.3). */
export const ENVD_VERSION = "0.5.14";

/** The templates the SDKs use without being told another (contract 5.1). */
export const templates: readonly EngineTemplate[] = [
  { id: "tplbase000000000000a", alias: "base", cpuCount: 2, memoryMiB: 1024, diskMiB: 20_480 },
  { id: "tplcodeinterpreter0a", alias: "code-interpreter-v1", cpuCount: 2, memoryMiB: 2048, diskMiB: 20_480 },
  { id: "tpldesktop000000000a", alias: "desktop", cpuCount: 4, memoryMiB: 4096, diskMiB: 20_480 },
  { id: "tplmcpgateway000000a", alias: "mcp-gateway", cpuCount: 2, memoryMiB: 1024, diskMiB: 20_480 },
];

const byName = new Map(
  templates.flatMap((template) => [
    [template.id, template],
    [template.alias, template],
  ]),
);

/** Looks a template up by id or alias, either with the one tag there is: `base`, `base:default`. */
export const findTemplate = (reference: string): EngineTemplate | undefined =>
  byName.get(reference.replace(/:(default|latest)$/, ""));

/** Whether a text can name a template at all: id, alias or `alias:tag`, perhaps with an owner before a slash. */
export const isTemplateReference = (reference: string): boolean =>
  reference.length <= 256 && /^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*)?(:[\w.-]+)?$/.test(reference);
