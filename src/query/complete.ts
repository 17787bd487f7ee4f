import type { CursorContext } from "./at-cursor.ts";
import type { FieldName } from "./field-names.ts";
import { writtenOperators, type OperatorName, type NamedSubject } from "./operators.ts";
import { keyTerm, valueTerm } from "./term.ts";

/** What was chosen for the place that `atCursor` tells. */
export type Choice =
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "field"; readonly name: FieldName }
  /** Begins `has:`, behind which a key is chosen. */
  | { readonly kind: "exists" }
  | { readonly kind: "operator"; readonly op: OperatorName }
  /** With `goesOn` the value becomes one of a list, and the caret waits for the next. */
  | { readonly kind: "value"; readonly value: string; readonly goesOn?: boolean };

/** A text and where the caret stands in it. */
export interface Written {
  readonly text: string;
  readonly caret: number;
}

/**
 * Writes a choice where the context says, in quotes where they are needed. Behind a key the caret stands after its operator, behind an
 * operator right after it, behind a whole condition after a space. What stands around it stays. A choice that does not belong there
 * changes nothing.
 */
export function complete(text: string, context: CursorContext, choice: Choice): Written {
  if (context.stage === "key" && choice.kind === "key")
    return context.isExists
      ? condition(text, context.from, context.to, keyTerm(choice.key))
      : name(text, context, keyTerm(choice.key), "=");
  if (context.stage === "key" && choice.kind === "field") return name(text, context, choice.name, ":");
  if (context.stage === "key" && choice.kind === "exists") return name(text, context, "has", ":");
  if (context.stage === "operator" && choice.kind === "operator") return operator(text, context, choice.op);
  if (context.stage === "value" && choice.kind === "value")
    return value(text, context, valueTerm(choice.value), choice.goesOn === true);
  return { text, caret: context.to };
}

type Context<Stage> = Extract<CursorContext, { stage: Stage }>;

/** Writes a key or a field with its sign, and keeps the operator and the value that stand behind it already. */
function name(text: string, { from, to }: Context<"key">, term: string, sign: "=" | ":"): Written {
  const before = spaced(text.slice(0, from));
  const behind = text.slice(to);
  // Behind a name that is replaced, its sign is too.
  const rest = from === to ? behind : behind.replace(sign === ":" ? /^[:=]/ : /^:/, "");
  const run = /^[=<>!^$*~]+/.exec(rest)?.[0] ?? "";
  // In front of a condition that begins with such a sign, it is that one's.
  const op = from === to && !isOperator(run) ? "" : run;
  const written = `${before}${term}${sign === "=" && op !== "" ? "" : sign}${op}`;
  const isBeforeOther = from === to && op === "" && /^[^\s),]/.test(rest);
  return { text: `${written}${isBeforeOther ? " " : ""}${rest.slice(op.length)}`, caret: written.length };
}

function operator(
  text: string,
  { subject, start, from, to }: Context<"operator">,
  op: OperatorName,
): Written {
  if (op === "exists" || op === "missing") {
    const isNegated = /^[-!]/.test(text.slice(start)) !== (op === "missing");
    return condition(text, start, to, `${isNegated ? "-" : ""}has:${keyTerm(subjectKey(subject))}`);
  }
  const written = `${text.slice(0, from)}${op === "=" && subject.kind === "field" ? "" : op}`;
  return { text: `${written}${text.slice(to)}`, caret: written.length };
}

const subjectKey = (subject: NamedSubject): string =>
  subject.kind === "metadata" ? subject.key : subject.name;

function value(text: string, context: Context<"value">, term: string, goesOn: boolean): Written {
  const { from, to, list } = context;
  if (!list) {
    if (!goesOn) return condition(text, from, to, term);
    const written = `${text.slice(0, from)}(${term}, `;
    return { text: `${written})${text.slice(to)}`, caret: written.length };
  }
  const before = text.slice(0, from);
  const comma = /[(,]\s*$/.test(before) ? "" : ", ";
  const close = list.end === undefined ? ")" : "";
  if (goesOn) {
    const written = `${before}${comma}${term}, `;
    return { text: `${written}${close}${text.slice(to)}`, caret: written.length };
  }
  if (list.end === undefined) return condition(text, from, to, `${comma}${term})`);
  return condition(text, from, list.end, `${comma}${term}${text.slice(to, list.end)}`);
}

/** Writes the end of a condition with the space behind it, one of which may stand there already. */
function condition(text: string, from: number, to: number, written: string): Written {
  const before = `${text.slice(0, from)}${written} `;
  return { text: `${before}${text.slice(to).replace(/^\s/, "")}`, caret: before.length };
}

const isOperator = (run: string): boolean => writtenOperators.some((each) => each === run);

/** Text that another condition can follow. */
const spaced = (before: string): string => (/[^\s(!,-]$/.test(before) ? `${before} ` : before);
