import { useState } from "react";
import { useConsoleInfo } from "#web/data/use-console-info.ts";
import { Button } from "#web/design/button.tsx";
import { CopyButton } from "#web/design/copy-button.tsx";
import { detailsStrings } from "#web/strings/details.ts";
import { connectCode, connectLanguages, environmentLines, type ConnectLanguage } from "./connect-code.ts";

/** How a program reaches this sandbox. These are lines to copy: nothing here connects. */
export function ConnectLines({ id }: { readonly id: string }) {
  const { info } = useConsoleInfo();
  const [language, setLanguage] = useState<ConnectLanguage>("js");
  if (!info) return null;
  const code = connectCode(language, id, info);
  const name = detailsStrings.languages[language];
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{detailsStrings.connect}</h3>
      <p className="text-grid text-fg-muted">
        {code === undefined ? detailsStrings.connectUnsafe : detailsStrings.connectHint}
      </p>
      {code !== undefined && (
        <>
          <fieldset className="flex flex-wrap gap-1">
            <legend className="sr-only">{detailsStrings.languageChoice}</legend>
            {connectLanguages.map((each) => (
              <Button
                key={each}
                size="small"
                aria-pressed={each === language}
                className="aria-pressed:border-accent aria-pressed:bg-bg-selected"
                onClick={() => setLanguage(each)}
              >
                {detailsStrings.languages[each]}
              </Button>
            ))}
          </fieldset>
          <Code text={code} copyLabel={detailsStrings.copyCode(name)} />
          <h4 className="text-grid text-fg-muted">{detailsStrings.environment}</h4>
          <Code text={environmentLines(info)} copyLabel={detailsStrings.copyEnvironment} />
        </>
      )}
    </section>
  );
}

function Code({ text, copyLabel }: { readonly text: string; readonly copyLabel: string }) {
  return (
    <div className="flex items-start gap-1 rounded-box border border-line bg-bg-sunken py-1 ps-3 pe-1">
      <pre className="min-w-0 flex-1 py-1 font-mono text-xs break-words whitespace-pre-wrap">{text}</pre>
      <CopyButton label={copyLabel} text={text} />
    </div>
  );
}
