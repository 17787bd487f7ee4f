/** What a child may know of the shell the tests were started from. An allow-list, so that no key of any fleet can reach one, whatever it is called. */
const ALLOWED = new Set(
  "PATH HOME TMPDIR TEMP TMP LANG LC_ALL SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT".split(" "),
);

/**
 * The environment of a server or program that a test starts.
 * @param extra what the test sets itself
 * @param shell what the tests were started with
 */
export function cleanEnvironment(
  extra: Readonly<Record<string, string>> = {},
  shell: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(shell))
    if (value !== undefined && ALLOWED.has(name.toUpperCase())) environment[name] = value;
  return { ...environment, ...extra };
}
