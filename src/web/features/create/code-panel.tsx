import { useState } from "react";
import type { ConsoleInfo } from "#contract/console-info.ts";
import type { NewSandbox } from "#contract/sandbox.ts";
import { codeLanguages, type CodeLanguage } from "#query/code-text.ts";
import { Button } from "#web/design/button.tsx";
import { CodeBox } from "#web/design/code-box.tsx";
import { codeStrings } from "#web/strings/code.ts";
import { createStrings } from "#web/strings/create.ts";
import { createCode, maskedBody, maskedCount } from "./create-code.ts";

interface CodePanelProps {
  /** Absent while the form has errors. */
  readonly body: NewSandbox | undefined;
  readonly info: ConsoleInfo | undefined;
}

/** The same request as a program, in step with the form. Secret values are masked until asked for, and copied only when confirmed. */
export function CodePanel({ body, info }: CodePanelProps) {
  const [language, setLanguage] = useState<CodeLanguage>("js");
  const [isRevealed, setRevealed] = useState(false);
  if (!info) return <p className="text-fg-muted">{codeStrings.noInfo}</p>;
  if (!body) return <p className="text-fg-muted">{createStrings.code.notYet}</p>;
  const target = { kind: info.upstream.kind, url: info.upstream.url, sdk: info.sdk };
  const hidden = maskedCount(body);
  const name = codeStrings.languages[language];
  return (
    <div className="flex flex-col gap-2">
      <p className="text-fg-muted">{createStrings.code.hint}</p>
      <div className="flex flex-wrap gap-1">
        <fieldset className="flex flex-1 flex-wrap gap-1">
          <legend className="sr-only">{codeStrings.choice}</legend>
          {codeLanguages.map((each) => (
            <Button
              key={each}
              size="small"
              aria-pressed={each === language}
              className="aria-pressed:border-accent aria-pressed:bg-bg-selected"
              onClick={() => setLanguage(each)}
            >
              {codeStrings.languages[each]}
            </Button>
          ))}
        </fieldset>
        {hidden > 0 && (
          <Button size="small" icon={isRevealed ? "eyeOff" : "eye"} onClick={() => setRevealed(!isRevealed)}>
            {isRevealed ? createStrings.code.conceal : createStrings.code.reveal(hidden)}
          </Button>
        )}
      </div>
      <CodeBox
        code={createCode(isRevealed ? body : maskedBody(body), language, target)}
        copyLabel={codeStrings.copy(name)}
        copied={createCode(body, language, target)}
        confirm={() => hidden === 0 || isRevealed || window.confirm(createStrings.code.confirmCopy(hidden))}
      />
    </div>
  );
}
