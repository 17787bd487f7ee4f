import type { Operator } from "./ast.ts";
import { isFieldName } from "./field-names.ts";
import { fieldKinds, writtenOperators, type NamedSubject } from "./operators.ts";
import { stringEnd, termText } from "./term.ts";

/** A part of the text, `text.slice(from, to)`. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a choice replaces. */
interface Piece extends Span {
  /** What of it stands before the caret, without quotes and escapes. */
  readonly typed: string;
}

/** A list of values that the caret is in. */
export interface ListContext {
  /** The other values in it. */
  readonly taken: readonly string[];
  /** Behind its `)`, unless that is not there yet. */
  readonly end: number | undefined;
}

/** What is being written at the caret. */
export type CursorContext =
  /** A key, a field or free text; only a key behind `has:`. */
  | (Piece & { readonly stage: "key"; readonly isExists: boolean })
  /** `start` is where the condition begins, its `-` included. */
  | (Piece & { readonly stage: "operator"; readonly subject: NamedSubject; readonly start: number })
  | (Piece & {
      readonly stage: "value";
      readonly subject: NamedSubject;
      readonly op: Operator;
      readonly list: ListContext | undefined;
    });

/** Reads what is being written at the caret of a query text, finished or not. Never throws; takes time linear in the text. */
export function atCursor(text: string, caret: number): CursorContext {
  const at = Math.min(Math.max(Math.trunc(caret) || 0, 0), text.length);
  let index = 0;
  for (;;) {
    // Between conditions stand spaces and the parentheses of groups.
    index = endOf(text, index, /[^\s(),]/g);
    // Right before a condition another one is begun.
    if (index >= at) return keyContext(text, { from: at, to: at }, at, false);
    const parts = readParts(text, index, at);
    if (at <= parts.end) return contextIn(text, parts, at);
    index = parts.end;
  }
}

/** One condition as it is written so far. */
interface Parts {
  /** Where it begins, its `-` included. */
  readonly start: number;
  /** The key, the field, the key behind `has:`, or the free text. */
  readonly name: Span;
  /** What it asks about; absent while that is not decided. */
  readonly about: NamedSubject | "exists" | undefined;
  /** What stands where an operator belongs, which need not be one yet. */
  readonly op: Span;
  /** Absent without a whole operator. */
  readonly value: Values | undefined;
  readonly end: number;
}

interface Values {
  readonly op: Operator;
  /** The value, or the list with its parentheses. */
  readonly whole: Span;
  readonly list: readonly Span[] | undefined;
  readonly isClosed: boolean;
}

function readParts(text: string, start: number, at: number): Parts {
  const from = endOf(text, start, /[^-!]/g);
  const isString = text.charAt(from) === '"';
  const to = isString ? closedOrOpenEnd(text, from, at) : endOf(text, from, /[\s"=<>!^$*~:(),]/g);
  const name = text.slice(from, to);
  const next = text.charAt(to);
  const words = (end: number): Parts => {
    const span = { from, to: end };
    return { start, name: span, about: undefined, op: { from: end, to: end }, value: undefined, end };
  };
  if (next === ":" && name === "has") {
    if (at <= to) return words(to);
    const key = readPiece(text, to + 1, at, /[\s()]/g);
    return { ...words(key.to), name: key, about: "exists" };
  }
  const isField = next === ":" && isFieldName(name);
  // `https://…` and `a"b` are free text, or a key that has yet to be quoted.
  if (next !== "" && !isField && !/[\s=<>!^$*~(),]/.test(next)) return words(endOf(text, to, /[\s()]/g));
  const subject: NamedSubject =
    isField && isFieldName(name) ? { kind: "field", name } : { kind: "metadata", key: termText(name) };
  const opFrom = isField ? to + 1 : to;
  const runTo = endOf(text, opFrom, /[^=<>!^$*~]/g);
  const op = wholeOperator(text.slice(opFrom, runTo), subject);
  const named = { start, name: { from, to }, about: subject };
  if (!op) {
    // `age:2h` lacks its operator, which belongs in front of what is there.
    const end = isField && runTo === opFrom ? endOf(text, runTo, /[\s()]/g) : runTo;
    return { ...named, op: { from: opFrom, to: runTo }, value: undefined, end };
  }
  const valueFrom = opFrom + op.length;
  const value = readValues(text, valueFrom, at, op.name);
  return { ...named, op: { from: opFrom, to: valueFrom }, value, end: value.whole.to };
}

/** The operator that a run of its characters is, or `undefined` while it is none. */
function wholeOperator(
  run: string,
  subject: NamedSubject,
): { readonly name: Operator; readonly length: number } | undefined {
  const isImplied = subject.kind === "field" && /^(?:text|amount)$/.test(fieldKinds[subject.name]);
  if (run === "") return isImplied ? { name: "=", length: 0 } : undefined;
  // `k=*` asks for any value: the star is one.
  if (/^!?=\*+$/.test(run)) return run.startsWith("!") ? { name: "!=", length: 2 } : { name: "=", length: 1 };
  // A pattern may begin with a sign of its own (`k=~^p`).
  if (run.startsWith("=~")) return { name: "=~", length: 2 };
  if (run.startsWith("!~")) return { name: "!~", length: 2 };
  const name = writtenOperators.find((operator) => operator === run);
  return name && { name, length: run.length };
}

function readValues(text: string, from: number, at: number, op: Operator): Values {
  if (text.charAt(from) !== "(")
    return { op, whole: readPiece(text, from, at, /[\s)]/g), list: undefined, isClosed: true };
  const list: Span[] = [];
  let index = from + 1;
  for (;;) {
    index = endOf(text, index, /[^\s,]/g);
    const isClosed = text.charAt(index) === ")";
    if (isClosed || index >= text.length)
      return { op, whole: { from, to: isClosed ? index + 1 : index }, list, isClosed };
    const piece = readPiece(text, index, at, /[\s,)]/g);
    list.push(piece);
    index = piece.to;
  }
}

function readPiece(text: string, from: number, at: number, stop: RegExp): Span {
  const to = text.charAt(from) === '"' ? closedOrOpenEnd(text, from, at) : endOf(text, from, stop);
  return { from, to };
}

function contextIn(text: string, { start, name, about, op, value, end }: Parts, at: number): CursorContext {
  const begun = { from: at, to: at };
  // Within `-` and `!` a key is begun.
  if (at < name.from) return keyContext(text, begun, at, false);
  const isString = text.charAt(name.from) === '"';
  // A name that is closed by its quote is whole: what can follow it is an operator.
  const isInName = at < name.to || (at === name.to && !(isString && isClosedString(text, name)));
  if (typeof about !== "object" || isInName) return keyContext(text, name, at, about === "exists");
  if (!value || at < op.to) {
    const typed = text.slice(op.from, Math.min(at, op.to));
    // Behind `k=` more of an operator means another one: `k=!` is on its way to `!=`.
    return { stage: "operator", subject: about, start, ...op, typed: typed.replace(/^=(?=.)/, "") };
  }
  const { whole, list, isClosed } = value;
  // Behind a list nothing of it is being written any more.
  if (list && isClosed && at === end) return keyContext(text, begun, at, false);
  const isInList = list !== undefined && at > whole.from;
  const within = isInList ? (list.find(({ from, to }) => from <= at && at <= to) ?? begun) : whole;
  return {
    stage: "value",
    subject: about,
    op: value.op,
    ...pieceAt(text, within, at),
    list: isInList
      ? {
          taken: list
            .filter((span) => span !== within)
            .map(({ from, to }) => pieceText(text.slice(from, to))),
          end: isClosed ? whole.to : undefined,
        }
      : undefined,
  };
}

const keyContext = (text: string, span: Span, at: number, isExists: boolean): CursorContext => ({
  stage: "key",
  ...pieceAt(text, span, at),
  isExists,
});

const pieceAt = (text: string, { from, to }: Span, at: number): Piece => ({
  from,
  to,
  typed: at <= from ? "" : pieceText(text.slice(from, at)),
});

/** The text of a word or of a string, which may lack its end. */
const pieceText = (written: string): string => {
  const isOpen = written.startsWith('"') && stringEnd(written, 0) === undefined;
  return termText(isOpen ? `${written}"` : written);
};

const isClosedString = (text: string, { from, to }: Span): boolean => stringEnd(text, from) === to;

/** Where a string ends. One that never closes is not what it swallows: it ends with the word that is being written. */
const closedOrOpenEnd = (text: string, from: number, at: number): number =>
  stringEnd(text, from) ?? endOf(text, Math.max(from + 1, at), /[\s,)]/g);

/** The first index from `from` on whose character is looked for, else the end. */
function endOf(text: string, from: number, wanted: RegExp): number {
  wanted.lastIndex = from;
  return wanted.exec(text)?.index ?? text.length;
}
