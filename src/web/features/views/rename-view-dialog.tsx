import { useId, useLayoutEffect, useRef, useState, type FormEvent } from "react";
import { Button } from "#web/design/button.tsx";
import { Field } from "#web/design/field.tsx";
import { Modal } from "#web/design/modal.tsx";
import { renamedView, sameName, viewNamed } from "#web/prefs/saved-view.ts";
import { useViews } from "#web/prefs/use-prefs.ts";
import { viewStrings } from "#web/strings/views.ts";
import { checkedName } from "./checked-name.ts";
import { useChangeViews } from "./use-change-views.ts";

interface RenameViewDialogProps {
  readonly name: string;
  readonly onRenamed: (name: string) => void;
  readonly onClose: () => void;
}

/** Asks for a saved view's new name, which must be free. */
export function RenameViewDialog({ name: from, onRenamed, onClose }: RenameViewDialogProps) {
  const formId = useId();
  const saved = useViews();
  const change = useChangeViews();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(from);
  const [isTried, setTried] = useState(false);
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);

  const checked = checkedName(text);
  const isTaken = "name" in checked && !sameName(checked.name, from) && viewNamed(saved, checked.name);
  const problem =
    "problem" in checked ? checked.problem : isTaken ? viewStrings.nameProblems.taken : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if ("problem" in checked || problem !== undefined) {
      input.current?.focus();
      return;
    }
    const to = checked.name;
    change((views) => renamedView(views, from, to), viewStrings.renamed(from, to));
    onRenamed(to);
    onClose();
  };
  return (
    <Modal
      title={viewStrings.renameTitle(from)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{viewStrings.cancel}</Button>
          <Button type="submit" form={formId} variant="primary">
            {viewStrings.renameButton}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit}>
        <Field label={viewStrings.name} error={isTried ? problem : undefined}>
          {(attributes) => (
            <input
              {...attributes}
              ref={input}
              className="input-box"
              autoComplete="off"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Modal>
  );
}
