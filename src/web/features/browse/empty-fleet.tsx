import { useConsoleInfo } from "#web/data/use-console-info.ts";
import { Button } from "#web/design/button.tsx";
import { CopyButton } from "#web/design/copy-button.tsx";
import { useGoneWithFocus } from "#web/lib/use-gone-with-focus.ts";
import { browseStrings as strings } from "#web/strings/browse.ts";
import { programLines, shellLines } from "./start-lines.ts";

interface EmptyFleetProps {
  readonly onCreate: () => void;
  readonly readOnlyReason: string | undefined;
  /** One of its buttons had the focus, and all of it is gone: there are sandboxes now. */
  readonly onGone: () => void;
}

/** No sandbox exists: not an apology but a start. */
export function EmptyFleet({ onCreate, readOnlyReason, onGone }: EmptyFleetProps) {
  const { info } = useConsoleInfo();
  const place = useGoneWithFocus<HTMLDivElement>(onGone);
  return (
    <div ref={place} className="mx-auto flex max-w-2xl flex-col items-start gap-4 px-4 py-10">
      <div className="flex flex-col gap-1">
        <h2 className="text-lg font-semibold">{strings.emptyTitle}</h2>
        {info && (
          <p className="max-w-full break-words text-fg-muted">{strings.emptyBody(info.upstream.url)}</p>
        )}
      </div>
      <Button variant="primary" icon="plus" disabledReason={readOnlyReason} onClick={onCreate}>
        {strings.createFirst}
      </Button>
      {info && (
        <>
          <Lines heading={strings.shellHeading} copyLabel={strings.copyShell} text={shellLines(info)} />
          <Lines heading={strings.programHeading} copyLabel={strings.copyProgram} text={programLines(info)} />
        </>
      )}
    </div>
  );
}

interface LinesProps {
  readonly heading: string;
  readonly copyLabel: string;
  readonly text: string;
}

function Lines({ heading, copyLabel, text }: LinesProps) {
  return (
    <section className="w-full" aria-label={heading}>
      <div className="flex items-center justify-between pb-1">
        <h3 className="font-medium">{heading}</h3>
        <CopyButton label={copyLabel} text={text} />
      </div>
      <pre className="rounded-box border border-line bg-bg-sunken p-3 font-mono text-xs leading-5 break-words whitespace-pre-wrap">
        {text}
      </pre>
    </section>
  );
}
