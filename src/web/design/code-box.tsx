import { CopyButton } from "./copy-button.tsx";

interface CodeBoxProps {
  readonly code: string;
  /** The name of the button that copies: "Copy Python". */
  readonly copyLabel: string;
  /** What is copied, where that is not what is shown. */
  readonly copied?: string;
  /** Asked before it is copied. */
  readonly confirm?: () => boolean;
}

/** A program to read and to copy. Long lines break, so that nothing has to be scrolled sideways. */
export function CodeBox({ code, copyLabel, copied = code, confirm }: CodeBoxProps) {
  return (
    <div className="flex items-start gap-1 rounded-box border border-line bg-bg-sunken py-1 ps-3 pe-1">
      <pre className="min-w-0 flex-1 py-1 font-mono text-xs break-words whitespace-pre-wrap">{code}</pre>
      <CopyButton label={copyLabel} text={copied} {...(confirm ? { confirm } : {})} />
    </div>
  );
}
