import { useId, useLayoutEffect, useRef, useState, type FormEvent } from "react";
import { Button } from "#web/design/button.tsx";
import { Field } from "#web/design/field.tsx";
import { Modal } from "#web/design/modal.tsx";
import { MOST_VIEWS, viewNamed, withView } from "#web/prefs/saved-view.ts";
import { useViews } from "#web/prefs/use-prefs.ts";
import { viewStrings } from "#web/strings/views.ts";
import { useView } from "#web/view/use-view.ts";
import { checkedName } from "./checked-name.ts";
import { viewSummary } from "./current-view.ts";
import { suggestedName } from "./suggested-name.ts";
import { useChangeViews } from "./use-change-views.ts";
import { searchProblem, useSavableView } from "./use-savable-view.ts";
import { ViewContents } from "./view-contents.tsx";

interface SaveViewDialogProps {
  /** The name a link gave the view. */
  readonly name?: string;
  readonly onClose: () => void;
  /** Called after `onClose`. */
  readonly onSaved?: (name: string) => void;
}

/** Keeps what is on screen under a name. A name that is taken is asked about before its view is replaced. */
export function SaveViewDialog({ name: given, onClose, onSaved }: SaveViewDialogProps) {
  const formId = useId();
  const shown = useView();
  const saved = useViews();
  const savable = useSavableView();
  const change = useChangeViews();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(() => given ?? suggestedName(shown, saved));
  const [holdsColumns, setHoldsColumns] = useState(savable.usesColumns);
  /** The name that was tried: what is wrong with it is said from then on. */
  const [tried, setTried] = useState<string>();
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);

  const canHoldColumns = savable.withColumns !== savable.withoutColumns;
  const search = holdsColumns ? savable.withColumns : savable.withoutColumns;
  const checked = checkedName(text);
  const taken = "name" in checked ? viewNamed(saved, checked.name) : undefined;
  const problem = "problem" in checked ? checked.problem : undefined;
  const question = taken && viewStrings.replaces(taken.name, viewSummary(taken.search));
  const isTried = tried === text;
  const refused =
    saved.length >= MOST_VIEWS && !taken ? viewStrings.tooMany(MOST_VIEWS) : searchProblem(search);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (refused !== undefined) return;
    if ("problem" in checked || (taken && !isTried)) {
      setTried(text);
      input.current?.focus();
      return;
    }
    const { name } = checked;
    change((views) => withView(views, { name, search }), viewStrings.saved(name));
    onClose();
    onSaved?.(name);
  };
  return (
    <Modal
      title={viewStrings.saveTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{viewStrings.cancel}</Button>
          <Button type="submit" form={formId} variant="primary" disabledReason={refused}>
            {taken && isTried ? viewStrings.replaceButton : viewStrings.saveButton}
          </Button>
        </>
      }
    >
      <form id={formId} className="flex flex-col gap-4" noValidate onSubmit={submit}>
        <Field label={viewStrings.name} error={isTried ? (problem ?? question) : undefined}>
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
        <ViewContents
          holdsColumns={canHoldColumns ? holdsColumns : undefined}
          onHoldsColumnsChange={setHoldsColumns}
        />
        {refused !== undefined && <p className="text-xs text-danger-text">{refused}</p>}
      </form>
    </Modal>
  );
}
