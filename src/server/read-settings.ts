import { fail, ok, type Result } from "#contract/result.ts";
import { settings, type Setting, type SettingName } from "./settings.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a person wrote for a setting, and where, for messages: `SANDBAR_PORT` or `--port`. */
export interface Written {
  readonly text: string;
  readonly source: string;
}

/** Everything that is set, as text. A flag beats its variable; an empty variable counts as not set. */
export type WrittenSettings = ReadonlyMap<SettingName, Written>;

const isSettingName = (name: string): name is SettingName => Object.hasOwn(settings, name);
const names = Object.keys(settings).filter(isSettingName);

/** Collects what environment and command line say; the error lists every flag that is unknown, repeated or lacks its value. */
export function readSettings(
  env: Environment,
  argv: readonly string[],
): Result<WrittenSettings, readonly string[]> {
  const written = new Map<SettingName, Written>();
  for (const name of names) {
    const setting: Setting = settings[name];
    for (const variable of setting.env) {
      const text = env[variable]?.trim() ?? "";
      if (text !== "" && !written.has(name)) written.set(name, { text, source: variable });
    }
  }
  const flags = readFlags(argv);
  if (!flags.ok) return flags;
  for (const [name, flag] of flags.value) written.set(name, flag);
  return ok(written);
}

function readFlags(argv: readonly string[]): Result<WrittenSettings, readonly string[]> {
  const flags = new Map<SettingName, Written>();
  const problems: string[] = [];
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const equals = word.indexOf("=");
    const source = equals < 0 ? word : word.slice(0, equals);
    const name = names.find((candidate) => {
      const setting: Setting = settings[candidate];
      return setting.flag !== undefined && `--${setting.flag}` === source;
    });
    if (name === undefined) {
      problems.push(`${source} is not a flag of Sandbar; --help lists them.`);
      continue;
    }
    const setting: Setting = settings[name];
    let text = equals < 0 ? undefined : word.slice(equals + 1);
    if (setting.placeholder === undefined) text ??= "yes";
    else if (text === undefined && rest[0] !== undefined && !rest[0].startsWith("--")) text = rest.shift();
    if (text === undefined || text.trim() === "")
      problems.push(`${source} needs a value: ${source} ${setting.placeholder ?? "yes|no"}.`);
    else if (flags.has(name)) problems.push(`${source} is given twice.`);
    else flags.set(name, { text: text.trim(), source });
  }
  return problems.length > 0 ? fail(problems) : ok(flags);
}
