import { shownValue } from "#contract/secret.ts";
import { atCursor, type CursorContext } from "#query/at-cursor.ts";
import { complete, type Choice } from "#query/complete.ts";
import { cut } from "#query/cut.ts";
import { fieldNames, isFieldName } from "#query/field-names.ts";
import { markInvisible } from "#query/mark-invisible.ts";
import { operatorsFor, type OperatorOffer, type NamedSubject } from "#query/operators.ts";
import { keyTerm, valueTerm } from "#query/term.ts";
import type { Seen, SeenValues } from "#web/fleet/seen-values.ts";
import { rankByText } from "#web/lib/rank.ts";
import { suggestStrings as strings } from "#web/strings/suggest.ts";
import type { PartOption } from "./option.ts";

/** What can be suggested, as of the moment the list was opened. */
export interface SuggestionSource extends SeenValues {
  /** Values of a metadata key that were used in this browser, the last one first. */
  readonly recent: (key: string) => readonly string[];
}

/** Longer texts are cut in the list. */
const SHOWN_LENGTH = 200;

/** What can stand at the caret of a text, by groups: those of an option follow each other. Empty where nothing is known. */
export function suggestionsAt(text: string, caret: number, source: SuggestionSource): readonly PartOption[] {
  const context = atCursor(text, caret);
  /** Makes an option; what it would write is only worked out once it is chosen. */
  const option = (
    group: string,
    choice: Choice,
    shown: string,
    detail?: string,
    at: CursorContext = context,
  ): PartOption => ({
    kind: "part",
    id: `${group} ${shown}`,
    text: markInvisible(cut(shown, SHOWN_LENGTH)),
    detail,
    group,
    write: () => complete(text, at, choice),
    isWhole: choice.kind === "value" ? "if it can be" : "no",
  });
  if (context.stage === "operator")
    return rankOperators(operatorsFor(context.subject), context.typed).map((offer) =>
      option(strings.operators, { kind: "operator", op: offer.op }, shownOperator(offer), offer.words),
    );
  if (context.stage === "key") return keyOptions(text, context, source, option);
  return valueOptions(context, source, option);
}

type MakeOption = (
  group: string,
  choice: Choice,
  shown: string,
  detail?: string,
  at?: CursorContext,
) => PartOption;

function keyOptions(
  text: string,
  context: Extract<CursorContext, { stage: "key" }>,
  source: SuggestionSource,
  option: MakeOption,
): readonly PartOption[] {
  const { typed, isExists } = context;
  const ranked = rankByText(source.keys(), typed, ({ text: key }) => key, "fuzzy");
  const keys = ranked.map((seen) =>
    option(strings.keys, { kind: "key", key: seen.text }, keyTerm(seen.text), strings.share(seen.share)),
  );
  if (isExists) return keys;
  const named = rankByText(fieldNames, typed, (name) => name, "exact").map((name) =>
    option(strings.fields, { kind: "field", name }, `${name}:`, strings.fieldWords[name]),
  );
  const exists = rankByText(["has"], typed, (name) => name, "exact").map(() =>
    option(strings.fields, { kind: "exists" }, "has:", strings.existsWords),
  );
  const words: readonly PartOption[] =
    typed.trim() === ""
      ? []
      : [
          {
            ...{ kind: "part", id: "words", group: strings.search, detail: undefined, isWhole: "yes" },
            text: strings.searchFor(cut(typed, 60)),
            write: () => ({ text, caret: text.length }),
          },
        ];
  // Whoever has written a whole key means that one, not the field whose name goes on.
  const isKey = ranked.some(({ text: key }) => key === typed) && !isFieldName(typed);
  return isKey ? [...keys, ...named, ...exists, ...words] : [...named, ...exists, ...keys, ...words];
}

function valueOptions(
  context: Extract<CursorContext, { stage: "value" }>,
  source: SuggestionSource,
  option: MakeOption,
): readonly PartOption[] {
  const { subject, typed, op, list } = context;
  const isTaken = (value: string) => list?.taken.includes(value) === true;
  const all = source.values(subject, typed);
  const matching = rankByText(all, typed, ({ text }) => text, "exact").filter(({ text }) => !isTaken(text));
  const seen = matching.map(({ text, count }) =>
    option(
      strings.values(subjectName(subject)),
      { kind: "value", value: text },
      valueTerm(text),
      strings.count(count),
    ),
  );
  const recent = subject.kind === "metadata" ? source.recent(subject.key) : [];
  const known = new Set(all.map(({ text }: Seen) => text));
  const unseen = rankByText(recent, typed, (value) => value, "exact").filter(
    (value) => !known.has(value) && !isTaken(value),
  );
  const recents = unseen.map((value) =>
    option(strings.recent, { kind: "value", value }, valueTerm(value), undefined),
  );
  return [...seen, ...recents, ...otherOperators(context, option), ...askServer(subject, op, typed, option)];
}

/** Before a value is begun, its operator can still be another one. */
function otherOperators(
  { subject, typed, op, list, from }: Extract<CursorContext, { stage: "value" }>,
  option: MakeOption,
): readonly PartOption[] {
  if (typed !== "" || list) return [];
  const length = op === "=" && subject.kind === "field" ? 0 : op.length;
  const at: CursorContext = {
    ...{ stage: "operator", subject, start: from - length, from: from - length, to: from, typed: "" },
  };
  return operatorsFor(subject)
    .filter((offer) => offer.op !== op && offer.op !== "exists" && offer.op !== "missing")
    .map((offer) =>
      option(strings.operators, { kind: "operator", op: offer.op }, shownOperator(offer), offer.words, at),
    );
}

/** An exact filter needs no sandbox to have been seen with it. */
function askServer(
  subject: NamedSubject,
  op: string,
  typed: string,
  option: MakeOption,
): readonly PartOption[] {
  if (subject.kind !== "metadata" || op !== "=" || typed === "") return [];
  const shown = `${keyTerm(subject.key)}=${valueTerm(cut(shownValue(subject.key, typed), 60))}`;
  const made = option(strings.server, { kind: "value", value: typed }, typed);
  return [{ ...made, id: "ask the server", text: strings.askServer(shown) }];
}

const shownOperator = ({ op }: OperatorOffer): string =>
  op === "exists" ? "has:" : op === "missing" ? "-has:" : op;

/** Operators that start with what was typed, those it is first. */
const rankOperators = (offers: readonly OperatorOffer[], typed: string): readonly OperatorOffer[] =>
  offers
    .filter((offer) => offer.op.startsWith(typed) || typed === "")
    .sort((a, b) => Number(b.op === typed) - Number(a.op === typed));

const subjectName = (subject: NamedSubject): string =>
  cut(subject.kind === "metadata" ? subject.key : subject.name, 40);
