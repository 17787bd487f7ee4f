import { useState, useSyncExternalStore } from "react";
import type { ConsoleInfo } from "#contract/console-info.ts";
import { asCode } from "#query/as-code.ts";
import { codeLanguages, type CodeLanguage } from "#query/code-text.ts";
import type { Plan } from "#query/plan.ts";
import { useConsoleInfo } from "#web/data/use-console-info.ts";
import { Button } from "#web/design/button.tsx";
import { CodeBox } from "#web/design/code-box.tsx";
import { Modal } from "#web/design/modal.tsx";
import { TextTabs } from "#web/design/text-tabs.tsx";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { codeStrings } from "#web/strings/code.ts";

/** The current query as a program, from the plan that the page itself follows. */
export function CodeDialog({ onClose }: { readonly onClose: () => void }) {
  const { fleet } = useFleetServices();
  const plan = useSyncExternalStore(fleet.subscribe, fleet.plan);
  const { info } = useConsoleInfo();
  const [language, setLanguage] = useState<CodeLanguage>("js");
  return (
    <Modal
      title={codeStrings.title}
      size="large"
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {codeStrings.done}
        </Button>
      }
    >
      <p className="mb-3 text-fg-muted">{info ? codeStrings.hint : codeStrings.noInfo}</p>
      {info && (
        <TextTabs
          label={codeStrings.choice}
          chosen={language}
          onChoose={setLanguage}
          tabs={codeLanguages.map((id) => ({
            id,
            name: codeStrings.languages[id],
            panel: <Program plan={plan} language={id} upstream={info.upstream} sdk={info.sdk} />,
          }))}
        />
      )}
    </Modal>
  );
}

interface ProgramProps extends Pick<ConsoleInfo, "upstream" | "sdk"> {
  readonly plan: Plan;
  readonly language: CodeLanguage;
}

function Program({ plan, language, upstream, sdk }: ProgramProps) {
  return (
    <CodeBox
      code={asCode(plan, language, { kind: upstream.kind, url: upstream.url, sdk })}
      copyLabel={codeStrings.copy(codeStrings.languages[language])}
    />
  );
}
