import { useEffect, useId, useMemo, useRef, useState, type ClipboardEvent } from "react";
import { isSecret } from "#contract/secret.ts";
import { IconButton } from "#web/design/button.tsx";
import { createStrings } from "#web/strings/create.ts";
import type { Focus, PairRow as Row, Part } from "./metadata-rows.ts";
import { PairField } from "./pair-field.tsx";
import { suggestedKeys, suggestedValues, type PairSources } from "./pair-suggestions.ts";
import type { RowActions } from "./row-actions.ts";
import { RowIssues } from "./row-issues.tsx";
import type { PairIssue, PairKind } from "./validate.ts";

interface PairRowProps {
  readonly row: Row;
  /** Counted from 1. */
  readonly number: number;
  readonly isLast: boolean;
  readonly kind: PairKind;
  readonly actions: RowActions;
  readonly issues: readonly PairIssue[];
  readonly focus: Focus | undefined;
  /** Absent where nothing is suggested. */
  readonly sources: PairSources | undefined;
  readonly taken: ReadonlySet<string>;
}

/** A key, a value, and what there is to say about them. */
export function PairRow({ row, number, isLast, kind, actions, issues, focus, sources, taken }: PairRowProps) {
  const { id, key, value } = row;
  const issuesId = useId();
  const keyInput = useRef<HTMLInputElement>(null);
  const valueInput = useRef<HTMLInputElement>(null);
  const [active, setActive] = useState<Part>();
  const [isRevealed, setRevealed] = useState(false);
  const secret = isSecret(key, value);
  // What turns out to be a secret while it is typed is masked as soon as the field is left, not under the cursor.
  const [isFirstTyping, setFirstTyping] = useState(false);
  const hides = kind === "environment" || secret;
  const isMasked = hides && !isRevealed && !(kind === "metadata" && isFirstTyping);

  useEffect(() => {
    if (typeof focus !== "object" || focus.id !== id) return;
    (focus.part === "key" ? keyInput : valueInput).current?.focus();
  }, [focus, id]);

  const choices = useMemo(() => {
    if (!sources || !active) return [];
    return active === "key" ? suggestedKeys(sources, key, taken) : suggestedValues(sources, key, value);
  }, [sources, active, key, value, taken]);

  const field = (part: Part) => ({
    label: createStrings.pairLabels[kind][part](number),
    value: row[part],
    onChange: (text: string) => actions.type(id, part, text),
    onEnter: () => actions.enter(id, part),
    onErase: () => actions.erase(id),
    onPaste: (event: ClipboardEvent<HTMLInputElement>) => actions.paste(id, part, event),
    onFocusChange: (isFocused: boolean) => {
      setActive((before) => (isFocused ? part : before === part ? undefined : before));
      if (part === "value") setFirstTyping(isFocused && !secret);
      if (!isFocused) actions.leave(id);
    },
    isInvalid: issues.some((issue) => issue.part === part && issue.severity === "error"),
    describedBy: issues.length > 0 ? issuesId : undefined,
    inputRef: part === "key" ? keyInput : valueInput,
    onPick: (text: string) => {
      actions.type(id, part, text);
      actions.enter(id, part);
    },
  });
  const shownKey = key === "" ? String(number) : key;

  return (
    <li className="flex flex-col gap-1">
      <div className="flex items-start gap-1">
        <PairField
          {...field("key")}
          isMasked={false}
          {...(sources
            ? { suggest: { label: createStrings.keys, choices: active === "key" ? choices : [] } }
            : {})}
        />
        <PairField
          {...field("value")}
          isMasked={isMasked}
          {...(sources
            ? {
                suggest: {
                  label: createStrings.values(key),
                  choices: active === "value" && !isMasked ? choices : [],
                },
              }
            : {})}
        />
        {hides && value !== "" ? (
          <IconButton
            icon={isRevealed ? "eyeOff" : "eye"}
            label={(isRevealed ? createStrings.conceal : createStrings.reveal)(shownKey)}
            onClick={() => setRevealed(!isRevealed)}
          />
        ) : (
          <span className="size-8 shrink-0" />
        )}
        {isLast ? (
          <span className="size-8 shrink-0" />
        ) : (
          <IconButton
            icon="close"
            label={createStrings.removeRow(number, key)}
            onClick={() => actions.remove(id)}
          />
        )}
      </div>
      {issues.length > 0 && (
        <RowIssues
          id={issuesId}
          row={row}
          number={number}
          issues={issues}
          actions={actions}
          hidesValue={isMasked}
          onTrimmed={(part) => (part === "key" ? keyInput : valueInput).current?.focus()}
        />
      )}
    </li>
  );
}
