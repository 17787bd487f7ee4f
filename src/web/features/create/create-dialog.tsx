import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { Failure } from "#contract/failure.ts";
import { useConsoleInfo } from "#web/data/use-console-info.ts";
import { Button } from "#web/design/button.tsx";
import { Modal } from "#web/design/modal.tsx";
import { TextTabs } from "#web/design/text-tabs.tsx";
import { useToasts } from "#web/design/toasts.tsx";
import { systemClock } from "#web/lib/clock.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { usePrefsServices } from "#web/prefs/use-prefs.ts";
import { createStrings } from "#web/strings/create.ts";
import { CodePanel } from "./code-panel.tsx";
import { failureWords } from "./create-failure.ts";
import { CreateFields, type Place } from "./create-fields.tsx";
import { DiscardDialog } from "./discard-dialog.tsx";
import { FailureNote } from "./failure-note.tsx";
import { pairsOf } from "./metadata-rows.ts";
import { useCreateForm, type CreateFormState } from "./use-create-form.ts";

interface CreateDialogProps {
  readonly onClose: () => void;
  /** Called with the new sandbox's id; whoever shows the dialog takes it away. */
  readonly onCreated: (id: string) => void;
}

type Attempt =
  | { readonly kind: "none" | "sending" }
  | {
      readonly kind: "failed";
      readonly failure: Failure;
      /** Milliseconds since 1970. */
      readonly at: number;
      readonly template: string;
    };

/** Asks for what a sandbox needs and creates it. A failure keeps everything that was typed. */
export function CreateDialog({ onClose, onCreated }: CreateDialogProps) {
  const { info } = useConsoleInfo();
  const { control } = useFleetServices();
  const toasts = useToasts();
  const { recents } = usePrefsServices();
  const maxTimeoutSeconds = info?.limits.maxTimeoutSeconds;
  const state = useCreateForm(maxTimeoutSeconds);
  const [tab, setTab] = useState<"form" | "code">("form");
  const [attempt, setAttempt] = useState<Attempt>({ kind: "none" });
  const [wasTried, setTried] = useState(false);
  const [place, setPlace] = useState<Place>();
  const [asksToDiscard, setAsksToDiscard] = useState(false);
  const templateRef = useRef<HTMLInputElement>(null);
  const submitRef = useRef<HTMLButtonElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    templateRef.current?.select();
    return () => {
      isShown.current = false;
    };
  }, []);
  useEffect(() => {
    if (place?.kind === "template") templateRef.current?.focus();
    if (place?.kind === "timeout")
      content.current?.querySelector<HTMLElement>("[data-field=timeout]")?.focus();
  }, [place]);

  const submit = async () => {
    if (attempt.kind === "sending" || info?.readOnly) return;
    setTried(true);
    if (!state.body) {
      setTab("form");
      setPlace(firstError(state));
      return;
    }
    setAttempt({ kind: "sending" });
    const created = await control.create(state.body);
    if (created.ok) {
      recents.use(pairsOf(state.form.metadata));
      onCreated(created.value);
      return;
    }
    const words = failureWords(created.error);
    if (!isShown.current) {
      toasts.show({ tone: "danger", text: createStrings.lateFailure(words.detail ?? words.summary) });
      return;
    }
    const { template } = state.form;
    setAttempt({ kind: "failed", failure: created.error, at: systemClock.now(), template });
    if (words.field !== undefined) {
      setTab("form");
      setPlace({ kind: words.field });
    }
  };
  const close = () => {
    if (state.isChanged && attempt.kind !== "sending") setAsksToDiscard(true);
    else onClose();
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    void submit();
  };
  const failure = attempt.kind === "failed" ? attempt : undefined;
  // It is about the template that was tried, not about the next one.
  const templateError =
    failure && failure.template === state.form.template && failureWords(failure.failure).field === "template"
      ? failureWords(failure.failure).summary
      : undefined;

  return (
    <>
      <Modal
        title={createStrings.title}
        size="medium"
        onClose={close}
        footer={
          <>
            <div role="alert" className="w-full empty:hidden">
              {failure && <FailureNote failure={failure.failure} failedAt={failure.at} />}
            </div>
            <Button onClick={close}>{createStrings.cancel}</Button>
            <Button
              ref={submitRef}
              variant="primary"
              disabledReason={
                info?.readOnly
                  ? createStrings.readOnly
                  : attempt.kind === "sending"
                    ? createStrings.submitting
                    : undefined
              }
              onClick={() => void submit()}
            >
              {createStrings.submit}
            </Button>
          </>
        }
      >
        <div ref={content} onKeyDownCapture={keyDown}>
          <TextTabs
            label={createStrings.title}
            chosen={tab}
            onChoose={setTab}
            tabs={[
              {
                id: "form",
                name: createStrings.tabs.form,
                panel: (
                  <CreateFields
                    state={state}
                    recents={recents}
                    maxTimeoutSeconds={maxTimeoutSeconds}
                    saysAll={wasTried}
                    templateError={templateError}
                    place={place}
                    onPlace={setPlace}
                    templateRef={templateRef}
                    onDone={() => submitRef.current?.focus()}
                  />
                ),
              },
              {
                id: "code",
                name: createStrings.tabs.code,
                panel: <CodePanel body={state.body} info={info} />,
              },
            ]}
          />
        </div>
      </Modal>
      {asksToDiscard && <DiscardDialog onKeep={() => setAsksToDiscard(false)} onDiscard={onClose} />}
    </>
  );
}

/** The first field with an error, from the top. */
function firstError({ templateIssue, timeout, form, rowIssues }: CreateFormState): Place | undefined {
  if (templateIssue) return { kind: "template" };
  if (!timeout.ok) return { kind: "timeout" };
  for (const kind of ["metadata", "environment"] as const)
    for (const { id } of form[kind].rows) {
      const error = rowIssues[kind].get(id)?.find(({ severity }) => severity === "error");
      if (error) return { kind, focus: { id, part: error.part } };
    }
  return undefined;
}
