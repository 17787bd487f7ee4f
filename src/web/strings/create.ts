import { longDuration } from "#web/lib/duration.ts";
import { formatShare } from "#web/lib/format-share.ts";
import { formatCount, plural } from "#web/lib/plural.ts";

const rowList = (rows: readonly number[]): string =>
  rows.length === 1 ? `row ${rows[0]}` : `rows ${rows.join(", ")}`;
const quoted = (texts: readonly string[]): string => texts.map((text) => `“${text}”`).join(", ");

export const createStrings = {
  title: "Create sandbox",
  submit: "Create",
  submitting: "It is being created",
  cancel: "Cancel",
  readOnly: "This console is read-only: nothing can be created here",
  tabs: { form: "Form", code: "As code" },

  template: "Template",
  templates: "Templates",
  templateHint: "An id, an alias or alias:tag. Any that the upstream knows can be typed.",
  templatesLoading: "The list of templates is on its way; any can be typed.",
  templatesFailed: (reason: string) =>
    `The list of templates could not be read (${reason}). Type an id or an alias.`,
  templateSize: (cpu: number | undefined, memoryMiB: number | undefined) =>
    [cpu !== undefined && `${cpu} vCPU`, memoryMiB !== undefined && `${formatCount(memoryMiB)} MiB`]
      .filter(Boolean)
      .join(" · "),
  templateIssues: {
    empty: "Name a template.",
    "half-character": "It holds half of a character, which cannot be sent. Type it again.",
  },

  timeout: "Timeout",
  timeoutHint: (maxSeconds: number | undefined) =>
    `Such as 90s, 15m or 1h30m${maxSeconds === undefined ? "" : `, at most ${longDuration(maxSeconds)}`}.`,
  presets: "Usual timeouts",
  until: (duration: string, moment: string) => `${duration}, until ${moment}`,
  timeoutIssues: {
    unreadable: "That is no length of time. Write it like 90s, 15m or 1h30m.",
    "too-short": "At least one second.",
    "too-long": (maxSeconds: number) => `At most ${longDuration(maxSeconds)} here.`,
  },
  onTimeout: "When it ends",
  onTimeouts: {
    kill: "Kill it: everything in it is lost",
    pause: "Pause it: it keeps its state and can be resumed",
  },

  more: "More",
  internet: "May reach the internet",
  autoResume: "Resume by itself when something asks for it",
  autoResumeNeedsPause: "Only a sandbox that is paused when it ends can resume.",

  metadata: "Metadata",
  metadataHint:
    "Found again and filtered by these pairs. They are set once, and anyone who may list sandboxes can read them.",
  environment: "Environment variables",
  environmentHint: "Readable only inside the sandbox. The place for keys and passwords.",
  pairLabels: {
    metadata: {
      key: (row: number) => `Metadata key ${row}`,
      value: (row: number) => `Metadata value ${row}`,
    },
    environment: {
      key: (row: number) => `Variable name ${row}`,
      value: (row: number) => `Variable value ${row}`,
    },
  },
  keyColumn: "Key",
  valueColumn: "Value",
  removeRow: (row: number, key: string) => (key === "" ? `Remove row ${row}` : `Remove ${key}`),
  reveal: (key: string) => `Show the value of ${key}`,
  conceal: (key: string) => `Hide the value of ${key}`,
  keys: "Keys",
  values: (key: string) => `Values of ${key}`,
  recent: "recent",
  seenOn: (count: number | undefined) => (count === undefined ? "" : formatCount(count)),
  share: formatShare,
  forgetRecents: "Forget recent keys and values",
  recentsForgotten: "Recent keys and values are forgotten",

  pairIssues: {
    "empty-key": "A value needs a key.",
    duplicate: (key: string, others: readonly number[]) =>
      `“${key}” also stands in ${rowList(others)}. Each key can be given once.`,
    "half-character": "This holds half of a character, which cannot be sent. Type it again.",
    "no-variable-name": "No variable can have this name: it holds = or a null character.",
    "odd-variable-name":
      "Most programs cannot read a variable of this name. Letters, digits and _ are usual.",
    "differs-in-case": (key: string, others: readonly string[]) =>
      `“${key}” and ${quoted(others)} differ only in case, and are different keys.`,
    "outer-spaces": (shown: string) => `Starts or ends with spaces, which count: ${shown}`,
    invisible: (shown: string) => `Holds characters that cannot be seen: ${shown}`,
    "long-key": (length: number, limit: number) =>
      `${formatCount(length)} characters is long for a key (${limit} is usual).`,
    "long-value": (length: number, limit: number) =>
      `${formatCount(length)} characters is long for a value (up to ${formatCount(limit)} is usual): every list carries it.`,
    "costly-filter": (length: number) =>
      `A filter on this takes ${formatCount(length)} characters in the address of a request: it may be left to the browser.`,
    secret: "Looks like a secret. Anyone with list access can read this.",
  },
  reservedKeys: {
    idle_timeout:
      "Novita acts on this key: it ends a sandbox that nothing has been connected to for so many seconds (30 or more; 0 is off).",
    long_running: 'Novita acts on this key: "true" lifts the limit of one hour.',
    auto_resume:
      'Novita acts on this key: an older way to let a paused sandbox resume. "Resume by itself" under More does the same.',
  },
  trim: "Trim",
  trimPart: { key: (row: number) => `Trim key ${row}`, value: (row: number) => `Trim value ${row}` },
  moveToEnvironment: "Move to environment variables",
  moveRowToEnvironment: (key: string) => `Move ${key} to environment variables`,
  moved: (key: string) => `${key} is now an environment variable`,
  manyPairs: (count: number, limit: number) => `${formatCount(count)} pairs are many: ${limit} is usual.`,
  manyBytes: (bytes: number, limit: number) =>
    `${formatCount(bytes)} bytes in all is much (${formatCount(limit)} is usual): every list carries it.`,

  paste: (facts: {
    fresh: number;
    replaced: readonly string[];
    same: number;
    leftovers: readonly string[];
  }) => {
    const { fresh, replaced, same, leftovers } = facts;
    const parts = [
      `${formatCount(fresh)} new`,
      replaced.length > 0 &&
        `${formatCount(replaced.length)} ${replaced.length === 1 ? "replaces" : "replace"} ${quoted(replaced)}`,
      same > 0 && `${formatCount(same)} already there`,
      leftovers.length > 0 && `${plural(leftovers.length, "line")} not understood`,
    ].filter(Boolean);
    return `${plural(fresh + replaced.length + same, "pair")}: ${parts.join(", ")}`;
  },
  pasteLeftover: (line: number | undefined, text: string) =>
    line === undefined ? text : `Line ${line}: ${text}`,
  addPasted: (count: number) => `Add ${formatCount(count)}`,
  pasted: (count: number) => `${plural(count, "pair")} added`,
  lineBreaksLost:
    'The line breaks were left out: a field holds one line. To keep them, paste key="…" with the value in quotes, or JSON.',

  code: {
    hint: "What Create sends, as a program. The key comes from its variable.",
    confirmCopy: (count: number) =>
      `The code holds ${plural(count, "hidden value")}. Copy it with ${count === 1 ? "it" : "them"}?`,
    reveal: (count: number) => `Show ${plural(count, "hidden value")}`,
    conceal: "Hide secret values",
    notYet: "The form has errors. The code comes once they are mended.",
  },

  failure: {
    quota: (usage: string | undefined) =>
      usage === undefined
        ? "The account has no room for another sandbox. Kill some, or wait until some end."
        : `The account has no room: ${usage}. Kill some, or wait until some end.`,
    usage: (used: number, limit: number) => `${formatCount(used)} of ${formatCount(limit)} sandboxes run`,
    hasty: "Too many requests just now; try again.",
    hastyFor: (seconds: number) => `Too many requests just now; try again in ${seconds} s.`,
    unauthorized: "The upstream refuses this console's key, so nothing was created.",
    readOnly: "This console is read-only, so nothing was created.",
    invalid: "The upstream refuses this request, so nothing was created.",
    noTemplate: "The upstream knows no such template.",
    unknownOutcome: "Whether it was created is not known. Look at the list before you try again.",
    other: "Nothing was created.",
    words: (words: string) => `It says: ${words}`,
  },
  lateFailure: (reason: string) => `The sandbox was not created. ${reason}`,

  discard: {
    title: "Discard what you typed?",
    text: "The new sandbox has not been created.",
    keep: "Keep editing",
    discard: "Discard",
  },
} as const;
