import type { ConsoleInfo } from "#contract/console-info.ts";

export const codeLanguages = ["js", "python", "curl"] as const;
export type CodeLanguage = (typeof codeLanguages)[number];

/** The upstream that code talks to, as `console.json` tells it. */
export interface CodeTarget {
  readonly kind: ConsoleInfo["upstream"]["kind"];
  /** The API's origin, without a trailing slash. */
  readonly url: string;
  readonly sdk: ConsoleInfo["sdk"];
}

export const isE2b = ({ kind }: CodeTarget): boolean => kind === "e2b";

/** The line that a shell needs first, where the key does not stand in its variable already. */
export const keyLine = ({ sdk }: CodeTarget): readonly string[] =>
  sdk.keyExpression === `"$${sdk.keyVariable}"` ? [] : [`export ${sdk.keyVariable}=${sdk.keyExpression}`];

/** Every character as an escape of JSON. */
export const escaped = (text: string): string =>
  [...Array(text.length).keys()]
    .map((index) => String.raw`\u${text.charCodeAt(index).toString(16).padStart(4, "0")}`)
    .join("");

/** What no reader can see, such as bidirectional marks, which make code look like other code. Line breaks are layout. */
export const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text in double quotes as JSON writes it, with everything invisible escaped. */
export const jsonText = (text: string): string => JSON.stringify(text).replaceAll(INVISIBLE, escaped);

/** The same for Python, whose `\u` escapes do not combine into one character. */
export const pythonText = (text: string): string =>
  jsonText(text).replaceAll(
    /\\\\|\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})/g,
    (escape, high?: string, low?: string) => {
      if (high === undefined || low === undefined) return escape;
      const units = [high, low].map((unit) => Number.parseInt(unit, 16));
      const point = String.fromCharCode(...units).codePointAt(0) ?? 0;
      return String.raw`\U${point.toString(16).padStart(8, "0")}`;
    },
  );

/** Words as one line of a comment, which nothing in them can end; `!` would recall an older command in a shell. */
export const commentText = (words: string): string =>
  words.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|!(?![=\s])/gu, escaped);

/** Lines between two brackets, moved in by one step, as a text of several lines. */
export function block(open: string, lines: readonly string[], close: string, step: string): string {
  const inner = lines.flatMap((line) => line.split("\n")).map((line) => `${step}${line}`);
  return [open, ...inner, close].join("\n");
}

/** In a literal of JavaScript `"__proto__": x` would set the prototype; a computed key is a key like any other. */
export const jsKey = (key: string): string => (key === "__proto__" ? `[${jsonText(key)}]` : jsonText(key));
