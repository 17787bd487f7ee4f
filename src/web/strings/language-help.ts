/** The query language by examples, each of which is a whole query. */
export const languageHelp = {
  title: "The filter",
  intro:
    "Conditions stand side by side, and all of them must hold. A click on an example adds it to the filter; Back takes it out again.",
  add: (query: string) => `Add ${query} to the filter`,
  added: (query: string) => `${query} added to the filter. Back takes it out again.`,
  there: (query: string) => `The filter asks for ${query} already`,
  groups: [
    {
      name: "Metadata, key=value",
      rows: [
        { queries: ["env=prod"], says: "Exactly this value. The server can filter by it." },
        { queries: ["env=(prod, dev)"], says: "One of several" },
        { queries: ["team!=core"], says: "Another value, or no such key" },
        {
          queries: ["branch^=fix", "branch$=ui", "branch*=login"],
          says: "Starts, ends with, contains; in any case",
        },
        {
          queries: ["image=~^node", 'image!~"(slim|alpine)$"'],
          says: "Matches a regular expression, or does not",
        },
        {
          queries: ["build>120", "build>=120", "build<120", "build<=120"],
          says: "Compared as numbers where both are, else as text",
        },
        { queries: ["has:owner", "-has:owner"], says: "Has the key with any value, or lacks it" },
        {
          queries: ['"cost center"="R&D, west"', 'note=""'],
          says: "Quotes around what is not one plain word; the empty value",
        },
      ],
    },
    {
      name: "What every sandbox has, name:value",
      rows: [
        { queries: ["state:running", "state:paused"], says: "State. The server can filter by it." },
        {
          queries: ["template:base", "envd:^=0.5"],
          says: "Template, by id or alias; version of the daemon inside",
        },
        { queries: ["id:^=i0"], says: "Id; all signs of metadata work here too" },
        { queries: ["age:>2h", "age:<=30m"], says: "Time since it started: 90s, 30m, 1h30m, 7d" },
        { queries: ["ends:<5m"], says: "Time until it ends" },
        {
          queries: ["started:>2026-11-01", "started:>=2h"],
          says: "Started after a day or a time, or in the last two hours",
        },
        {
          queries: ["cpu:>=2", "mem:>2GiB", "disk:<10GiB"],
          says: "Processors, memory and disk, in MiB or GiB",
        },
      ],
    },
    {
      name: "Words, and joining it all",
      rows: [
        { queries: ["login", '"two words"'], says: "A part of the id, the template, or any key or value" },
        { queries: ["-state:paused", "NOT env=dev"], says: "Not this" },
        { queries: ["env=prod OR env=dev"], says: "Either; AND, or a space, binds tighter" },
        { queries: ["(env=prod OR team=core) age:>1d"], says: "Parentheses group" },
      ],
    },
  ],
  paste:
    "Pasted into the filter, lines of key=value, a .env file, JSON, a query string, a label selector or a list of ids become conditions.",
} as const;
