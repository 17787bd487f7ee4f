export const codeStrings = {
  open: "As code",
  title: "The filter as code",
  hint: "What the console asks the server, as a program. The key comes from its variable.",
  languages: { js: "JavaScript", python: "Python", curl: "curl" },
  choice: "Language",
  copy: (language: string) => `Copy ${language}`,
  noInfo: "What the upstream is could not be read, so there is no code for it.",
  done: "Done",
} as const;
