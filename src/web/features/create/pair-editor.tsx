import { useId, useMemo, useState, type ClipboardEvent } from "react";
import { useToasts } from "#web/design/toasts.tsx";
import { createStrings } from "#web/strings/create.ts";
import { listIssueWords } from "./issue-words.ts";
import {
  addPairs,
  entered,
  erased,
  removed,
  typed,
  type FieldFocus,
  type Focus,
  type PairRows,
  type Part,
  type Step,
} from "./metadata-rows.ts";
import { PairRow } from "./pair-row.tsx";
import type { RowActions } from "./row-actions.ts";
import type { PairSources } from "./pair-suggestions.ts";
import { pairsForField, type PastedPairs } from "./paste-pairs.ts";
import { PastePreview } from "./paste-preview.tsx";
import { checkList, type PairIssue, type PairKind } from "./validate.ts";

/** With more rows than this nothing is suggested: each suggesting field costs, and whoever has that many pasted them. */
const MOST_SUGGESTING = 30;

interface PairEditorProps {
  readonly kind: PairKind;
  readonly rows: PairRows;
  readonly onChange: (change: (rows: PairRows) => PairRows) => void;
  readonly issues: ReadonlyMap<number, readonly PairIssue[]>;
  /** Says all there is, also about rows that were not left yet: after an attempt to send. */
  readonly saysAll: boolean;
  /** Where the cursor goes: each new object sends it there. */
  readonly focus: Focus | undefined;
  readonly onFocus: (focus: Focus) => void;
  readonly sources?: PairSources | undefined;
  /** Enter in the empty last row: the operator is done here. */
  readonly onDone: () => void;
  /** Takes a secret out of these rows; absent where they are the right place. */
  readonly onMove?: (id: number) => void;
}

/** Rows of key and value, moved through by Enter and filled by paste. */
export function PairEditor(props: PairEditorProps) {
  const { kind, rows, onChange, issues, saysAll, focus, onFocus, sources, onDone, onMove } = props;
  const titleId = useId();
  const toasts = useToasts();
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [pasted, setPasted] = useState<{ readonly from: FieldFocus; readonly found: PastedPairs }>();
  const taken = useMemo(() => new Set(rows.rows.map(({ key }) => key)), [rows]);

  const take = (step: Step | undefined) => {
    if (!step) return;
    onChange(() => step.state);
    if (step.focus === "after") onDone();
    else if (step.focus) onFocus(step.focus);
  };
  const paste = (id: number, part: Part, event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData("text/plain");
    const found = pairsForField(text, part);
    if (found) {
      event.preventDefault();
      setPasted({ from: { id, part }, found });
    } else if (/[\r\n]/.test(text.trim())) toasts.show({ tone: "info", text: createStrings.lineBreaksLost });
  };
  const actions: RowActions = {
    type: (id, part, text) => onChange((before) => typed(before, id, part, text)),
    enter: (id, part) => {
      setLeft((before) => new Set([...before, id]));
      take(entered(rows, id, part));
    },
    erase: (id) => take(erased(rows, id)),
    remove: (id) => take(removed(rows, id)),
    leave: (id) => setLeft((before) => (before.has(id) ? before : new Set([...before, id]))),
    paste,
    ...(onMove ? { move: onMove } : {}),
  };
  const add = (found: PastedPairs) => {
    const next = addPairs(rows, found.pairs);
    onChange(() => next);
    setLeft(new Set(next.rows.map(({ id }) => id)));
    setPasted(undefined);
    const last = next.rows.at(-1);
    if (last) onFocus({ id: last.id, part: "key" });
    toasts.announce(createStrings.pasted(found.pairs.length));
  };

  return (
    <section aria-labelledby={titleId} className="flex flex-col gap-1.5">
      <h3 id={titleId} className="font-medium">
        {createStrings[kind]}
      </h3>
      <p className="text-xs text-fg-muted">
        {kind === "metadata" ? createStrings.metadataHint : createStrings.environmentHint}
      </p>
      <div aria-hidden="true" className="flex gap-1 text-xs text-fg-muted">
        <span className="flex-1">{createStrings.keyColumn}</span>
        <span className="flex-1">{createStrings.valueColumn}</span>
        <span className="w-[68px]" />
      </div>
      <ul className="flex flex-col gap-1.5">
        {rows.rows.map((row, index) => (
          <PairRow
            key={row.id}
            row={row}
            number={index + 1}
            isLast={index === rows.rows.length - 1}
            kind={kind}
            actions={actions}
            issues={saysAll || left.has(row.id) ? (issues.get(row.id) ?? []) : []}
            focus={focus}
            sources={rows.rows.length > MOST_SUGGESTING ? undefined : sources}
            taken={taken}
          />
        ))}
      </ul>
      {pasted && (
        <PastePreview
          rows={rows}
          pasted={pasted.found}
          onAdd={() => add(pasted.found)}
          onCancel={() => {
            setPasted(undefined);
            onFocus({ ...pasted.from });
          }}
        />
      )}
      {checkList(rows).map((issue) => (
        <p key={issue.code} className="text-xs text-warn-text">
          {listIssueWords(issue)}
        </p>
      ))}
    </section>
  );
}
