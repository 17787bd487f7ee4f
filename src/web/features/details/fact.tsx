import type { ReactNode } from "react";
import { CopyButton } from "#web/design/copy-button.tsx";
import { detailsStrings } from "#web/strings/details.ts";

interface FactProps {
  readonly term: string;
  /** What is copied, and shown unless `children` show it better. Absent: not told. */
  readonly text: string | undefined;
  /** What the copy button says it copies, unless the term. */
  readonly copyName?: string;
  readonly isCode?: boolean;
  readonly isLoading?: boolean;
  readonly children?: ReactNode;
}

/** A term, its value and a copy button; what is not told and what is not loaded look different. */
export function Fact({
  term,
  text,
  copyName = term,
  isCode = false,
  isLoading = false,
  children,
}: FactProps) {
  return (
    <>
      <dt className="py-1 text-fg-muted">{term}</dt>
      <dd className="flex min-h-7 min-w-0 items-center gap-1">
        {isLoading ? (
          <span className="skeleton h-4 w-24" />
        ) : text === undefined ? (
          <span className="text-fg-muted" title={detailsStrings.absentWords}>
            {detailsStrings.absent}
          </span>
        ) : (
          <>
            <bdi className={isCode ? "min-w-0 font-mono text-grid break-all" : "min-w-0 break-words"}>
              {children ?? text}
            </bdi>
            <CopyButton label={detailsStrings.copy(copyName)} text={text} />
          </>
        )}
      </dd>
    </>
  );
}
