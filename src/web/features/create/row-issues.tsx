import { Button } from "#web/design/button.tsx";
import { classNames } from "#web/design/class-names.ts";
import { Icon } from "#web/design/icon.tsx";
import { createStrings } from "#web/strings/create.ts";
import { pairIssueWords } from "./issue-words.ts";
import type { PairRow, Part } from "./metadata-rows.ts";
import type { RowActions } from "./row-actions.ts";
import type { PairIssue } from "./validate.ts";

interface RowIssuesProps {
  readonly id: string;
  readonly row: PairRow;
  readonly number: number;
  readonly issues: readonly PairIssue[];
  readonly actions: RowActions;
  /** The value is masked: nothing said here may repeat it. */
  readonly hidesValue: boolean;
  /** Spaces are taken off, and the button with the focus goes. */
  readonly onTrimmed: (part: Part) => void;
}

const looks = {
  error: "text-danger-text",
  warning: "text-warn-text",
  note: "text-fg-muted",
} as const;

/** What there is to say about a row, with what can be done about it at a click. */
export function RowIssues({ id, row, number, issues, actions, hidesValue, onTrimmed }: RowIssuesProps) {
  const shown = issues.filter((issue) => !(hidesValue && issue.part === "value" && "shown" in issue));
  return (
    <ul id={id} className="flex flex-col gap-0.5 text-xs">
      {shown.map((issue) => (
        <li
          key={`${issue.code} ${issue.part}`}
          className={classNames("flex flex-wrap items-start gap-1", looks[issue.severity])}
        >
          <Icon name={issue.severity === "note" ? "info" : "warning"} className="mt-1 shrink-0" />
          <span className="min-w-0 flex-1 basis-48 py-1 break-words">{pairIssueWords(issue)}</span>
          {issue.code === "outer-spaces" && (
            <Button
              size="small"
              aria-label={createStrings.trimPart[issue.part](number)}
              onClick={() => {
                actions.type(row.id, issue.part, row[issue.part].trim());
                onTrimmed(issue.part);
              }}
            >
              {createStrings.trim}
            </Button>
          )}
          {issue.code === "secret" && actions.move && row.key !== "" && (
            <Button
              size="small"
              aria-label={createStrings.moveRowToEnvironment(row.key)}
              onClick={() => actions.move?.(row.id)}
            >
              {createStrings.moveToEnvironment}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
