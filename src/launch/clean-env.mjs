/**
 * What a test process may know of the shell it was started from: where programs are, who and where the person is, how
 * to write to the terminal. An allow-list, so that no key of any fleet can reach a test, whatever it is called. Proxy
 * settings are left out on purpose: a proxy on this machine would carry requests past net-guard.mjs.
 */
const ALLOWED = new Set(
  `
  PATH HOME USER LOGNAME SHELL PWD TMPDIR TEMP TMP XDG_CACHE_HOME
  LANG LANGUAGE TZ TERM COLORTERM COLUMNS NO_COLOR FORCE_COLOR CI
  PLAYWRIGHT_BROWSERS_PATH NPM_CONFIG_CACHE NPM_CONFIG_USERCONFIG NPM_CONFIG_GLOBALCONFIG
  SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT USERPROFILE USERNAME HOMEDRIVE HOMEPATH
  APPDATA LOCALAPPDATA PROGRAMDATA PROGRAMFILES PROGRAMFILES(X86) NUMBER_OF_PROCESSORS
  `
    .trim()
    .split(/\s+/),
);

/** What reaches a fleet, or changes what Sandbar does; no part of this project hands one on by inheritance. */
const FLEET = /^(NOVITA|E2B|SANDBAR)_/i;

/**
 * The environment of a test process.
 * @param {NodeJS.ProcessEnv} [extra] what the caller sets itself
 * @param {NodeJS.ProcessEnv} [source] the developer's shell
 * @returns {Record<string, string>}
 */
export function cleanEnvironment(extra = {}, source = process.env) {
  const allowed = Object.entries(source).filter(
    ([name]) => ALLOWED.has(name.toUpperCase()) || name.startsWith("LC_"),
  );
  return defined([...allowed, ...Object.entries(extra)]);
}

/**
 * The environment of a program that downloads packages or a browser. People's registries and proxies are configured
 * under names nobody can list (an .npmrc may name any variable), so this one is the shell's without fleet keys and
 * without NODE_ENV, under which npm leaves development packages out.
 * @param {NodeJS.ProcessEnv} [extra]
 * @param {NodeJS.ProcessEnv} [source]
 * @returns {Record<string, string>}
 */
export function downloadEnvironment(extra = {}, source = process.env) {
  const kept = Object.entries(source).filter(([name]) => !FLEET.test(name) && name !== "NODE_ENV");
  return defined([...kept, ...Object.entries(extra)]);
}

/**
 * @param {[string, string | undefined][]} entries
 * @returns {Record<string, string>}
 */
function defined(entries) {
  /** @type {Record<string, string>} */
  const environment = {};
  for (const [name, value] of entries) if (value !== undefined) environment[name] = value;
  return environment;
}
