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
const flagNames: ReadonlyMap<string, SettingName> = new Map(
  names.flatMap((name) => {
    const setting: Setting = settings[name];
    return setting.flag === undefined ? [] : [[`--${setting.flag}`, name] as const];
  }),
);

/**
 * Collects what environment and command line say.
 * @param problems gets a sentence for every flag that is unknown, repeated or lacks its value
 */
export function readSettings(env: Environment, argv: readonly string[], problems: string[]): WrittenSettings {
  const written = new Map<SettingName, Written>();
  for (const name of names) {
    const setting: Setting = settings[name];
    for (const variable of setting.env) {
      const text = env[variable]?.trim() ?? "";
      if (text !== "" && !written.has(name)) written.set(name, { text, source: variable });
    }
  }
  for (const [name, flag] of readFlags(argv, problems)) written.set(name, flag);
  return written;
}

function readFlags(argv: readonly string[], problems: string[]): WrittenSettings {
  const flags = new Map<SettingName, Written>();
  const rest = [...argv];
  const nextIsValue = (): boolean => rest[0] !== undefined && !rest[0].startsWith("--");
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const equals = word.indexOf("=");
    const source = equals < 0 ? word : word.slice(0, equals);
    const name = flagNames.get(source);
    if (name === undefined) {
      // A word that is no flag may be anything, a key too, and is not repeated; neither is what follows an unknown flag.
      const what = source.startsWith("-") ? source : "A word without a flag before it";
      problems.push(`${what} is nothing that Sandbar knows; --help lists its flags.`);
      while (nextIsValue()) rest.shift();
      continue;
    }
    const setting: Setting = settings[name];
    let text = equals < 0 ? undefined : word.slice(equals + 1);
    if (setting.placeholder === undefined) text ??= "yes";
    else if (text === undefined && nextIsValue()) text = rest.shift();
    if (text === undefined || text.trim() === "")
      problems.push(`${source} needs a value: ${source} ${setting.placeholder ?? "yes|no"}.`);
    else if (flags.has(name)) problems.push(`${source} is given twice.`);
    else flags.set(name, { text: text.trim(), source });
  }
  return flags;
}
