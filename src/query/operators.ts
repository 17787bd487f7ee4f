import { orderOperators, textOperators, type Operator } from "./ast.ts";
import type { FieldName } from "./field-names.ts";

/** What a condition asks for by name: a metadata key, or a built-in field. Two fields can be about one `Subject`. */
export type NamedSubject =
  | { readonly kind: "metadata"; readonly key: string }
  | { readonly kind: "field"; readonly name: FieldName };

/** What is compared of each built-in field: texts, numbers, lengths of time, or moments. */
export const fieldKinds = {
  state: "text",
  template: "text",
  id: "text",
  age: "span",
  ends: "span",
  started: "moment",
  cpu: "amount",
  mem: "amount",
  disk: "amount",
  envd: "text",
} as const satisfies Readonly<Record<FieldName, string>>;

/** The operators as they are written behind a key. */
export const writtenOperators: readonly Operator[] = [...textOperators, ...orderOperators];
/** `exists` and `missing` are written in front of the key: `has:key`, `-has:key`. */
export type OperatorName = Operator | "exists" | "missing";

/** An operator that can be chosen, with the words that stand between subject and value: "age … is more than … 2h". */
export interface OperatorOffer {
  readonly op: OperatorName;
  readonly words: string;
  /** Whether it takes a list: `k=(a, b)`. */
  readonly takesList: boolean;
}

const offer = (op: OperatorName, words: string, takesList = false): OperatorOffer => ({
  op,
  words,
  takesList,
});

const textOffers = [
  offer("=", "is", true),
  offer("!=", "is not", true),
  offer("^=", "starts with", true),
  offer("$=", "ends with", true),
  offer("*=", "contains", true),
  offer("=~", "matches the regular expression", true),
  offer("!~", "does not match the regular expression", true),
] as const;
const orderOffers = [
  offer(">", "is more than"),
  offer(">=", "is at least"),
  offer("<", "is less than"),
  offer("<=", "is at most"),
] as const;
const metadataOffers: readonly OperatorOffer[] = [
  ...textOffers,
  ...orderOffers,
  offer("exists", "has any value"),
  offer("missing", "is not set"),
];
const amountOffers: readonly OperatorOffer[] = [
  offer("=", "is", true),
  offer("!=", "is not", true),
  ...orderOffers,
];
const momentOffers: readonly OperatorOffer[] = [
  offer(">", "is after"),
  offer(">=", "is at or after"),
  offer("<", "is before"),
  offer("<=", "is at or before"),
];
const byKind: Readonly<Record<(typeof fieldKinds)[FieldName], readonly OperatorOffer[]>> = {
  text: textOffers,
  amount: amountOffers,
  span: orderOffers,
  moment: momentOffers,
};

/** What can be asked of a subject, the usual first. */
export const operatorsFor = (subject: NamedSubject): readonly OperatorOffer[] =>
  subject.kind === "metadata" ? metadataOffers : byKind[fieldKinds[subject.name]];
