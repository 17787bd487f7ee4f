import { fail, ok, type Result } from "#contract/result.ts";
import { fieldIs, fieldNames, metadataIs, type Condition, type FieldName } from "./ast.ts";
import { cut } from "./cut.ts";
import { isBareKey, isBareValue, stringEnd, termText } from "./term.ts";

/** Why something written is not applied, and what to write instead. The words quote keys, never values: those may be secret. */
export interface Problem {
  readonly code: "too-long" | "too-many" | "unclosed-quote" | "no-value" | "not-understood";
  readonly message: string;
}

export const notUnderstood = (message: string): Problem => ({ code: "not-understood", message });

export const excluding = notUnderstood(
  "Excluding (NOT, - or !) is not understood yet. A key that starts like that goes in quotes.",
);
export const grouped = notUnderstood(
  'Parentheses are not understood yet. Text that holds one goes in quotes: key="a(b)".',
);

const OPERATOR = /^(?:[!^$*<>]=|=~|!~|[=<>:])/;
/** Fields and forms that are reserved for the language to grow. */
const RESERVED = /^(?:has|id|age|started|ends|cpu|mem|disk|envd)$/;

/** Reads one condition: a word that splits at no space and whose quotes all close. */
export function readCondition(word: string): Result<Condition, Problem> {
  if (/^[-!]/.test(word)) return fail(excluding);
  if (/^[()]/.test(word)) return fail(grouped);
  const key = leadingKey(word);
  const rest = word.slice(key.length);
  if (rest === "")
    return fail(
      notUnderstood("Free text is not understood yet. Write key=value, state:running or template:base."),
    );
  const operator = OPERATOR.exec(rest)?.[0];
  if (operator === undefined)
    return fail(notUnderstood('A key may hold such a character only in quotes: "a(b)"=value.'));
  if (key === "")
    return fail(
      notUnderstood(
        'A condition starts with its key, with no space before the operator: key=value. The empty key is ""=value.',
      ),
    );
  const value = rest.slice(operator.length);
  if (operator === ":") return readField(key, value);
  if (operator !== "=") return fail(notUnderstood(`${operator} is not understood yet, only key=value is.`));
  const read = readValue(value, `${cut(key, 40)}=`);
  return read.ok ? ok(metadataIs(termText(key), read.value)) : read;
}

/** The string or bare key that a word starts with; empty when it starts otherwise. */
function leadingKey(word: string): string {
  const end = word.startsWith('"') ? (stringEnd(word, 0) ?? 0) : word.search(/["=<>!^$*~:(),]|$/);
  const key = word.slice(0, end);
  return key.startsWith('"') || isBareKey(key) ? key : "";
}

function readField(name: string, value: string): Result<Condition, Problem> {
  if (isFieldName(name)) {
    const read = readValue(value, `${name}:`);
    return read.ok ? ok(fieldIs(name, read.value)) : read;
  }
  if (RESERVED.test(name))
    return fail(notUnderstood(`${name}: is not understood yet. The fields are state: and template:.`));
  return fail(
    notUnderstood(
      `${cut(name, 40)}: is not a field; the fields are state: and template:. Metadata is key=value, and a key that holds : goes in quotes.`,
    ),
  );
}

const isFieldName = (name: string): name is FieldName => fieldNames.some((field) => field === name);

function readValue(value: string, before: string): Result<string, Problem> {
  const isString = value.startsWith('"') && stringEnd(value, 0) === value.length;
  if (isString || isBareValue(value)) return ok(termText(value));
  if (value === "")
    return fail({
      code: "no-value",
      message: `${before} has no value. Write it right behind; the empty value is ${before}"".`,
    });
  if (value === "*")
    return fail(
      notUnderstood(`${before}* (any value) is not understood yet. The star itself is ${before}"*".`),
    );
  if (value.startsWith("("))
    return fail(notUnderstood(`A list of values is not understood yet. Write one: ${before}value.`));
  if (/^[=<>!^$*~]/.test(value))
    return fail(
      notUnderstood(
        `A value that starts with an operator goes in quotes: ${before}"…". Only exact values are understood yet.`,
      ),
    );
  return fail(
    notUnderstood(`A value that holds a quote, a comma or a parenthesis goes in quotes: ${before}"…".`),
  );
}
