import { longDuration } from "#web/lib/duration.ts";

export const lifetimeStrings = {
  title: { resume: "Resume sandbox", extend: "Extend sandbox" },
  submit: { resume: "Resume", extend: "Extend" },
  /** What extending to an earlier moment is called. */
  shorten: (seconds: number) => `Shorten to ${longDuration(seconds)}`,
  cancel: "Cancel",
  readOnly: "This console is read-only",
  explain: {
    resume: "It runs again, and is billed again, until the timeout ends it.",
    extend: "The timeout counts from now and replaces the present deadline.",
  },
  timeout: "Timeout",
  timeoutHint: (maxSeconds: number) => `Such as 90s, 15m or 1h30m, at most ${longDuration(maxSeconds)}.`,
  presets: "Usual timeouts",
  preset: longDuration,
  problems: {
    empty: "Say how long it may run, such as 15m.",
    "not-a-duration": "That is no length of time. Write it like 90s, 15m or 1h30m.",
    "too-short": "At least one second.",
    "too-long": (maxSeconds: number) => `At most ${longDuration(maxSeconds)}.`,
  },
  endsNow: (moment: string) => `It ends at ${moment} now.`,
  endsThen: (moment: string) => `It will end at ${moment}.`,
  shortens: (seconds: number) => `That is ${longDuration(seconds)} earlier than now: it shortens its life.`,
  done: {
    resume: (id: string) => `${id} resumed`,
    extend: (id: string) => `The deadline of ${id} has moved`,
  },
  failed: {
    resume: (id: string, reason: string) => `${id} was not resumed. ${reason}`,
    extend: (id: string, reason: string) => `The deadline of ${id} was not moved. ${reason}`,
  },
} as const;
