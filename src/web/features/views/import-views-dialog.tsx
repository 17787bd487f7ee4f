import { useEffect, useEffectEvent, useState } from "react";
import type { Result } from "#contract/result.ts";
import { Button } from "#web/design/button.tsx";
import { Field } from "#web/design/field.tsx";
import { Modal } from "#web/design/modal.tsx";
import { MOST_VIEWS } from "#web/prefs/saved-view.ts";
import { useViews } from "#web/prefs/use-prefs.ts";
import type { ReadViews } from "#web/prefs/view-codec.ts";
import { viewStrings } from "#web/strings/views.ts";
import { standingOf, withImported, type ClashChoice } from "./import-plan.ts";
import { ImportReport } from "./import-report.tsx";
import { readViewsFile } from "./read-views-file.ts";
import { useChangeViews } from "./use-change-views.ts";

/** Takes a file of views, shows what is in it and what is wrong with it, and adds the views to those that are saved. */
export function ImportViewsDialog({ onClose }: { readonly onClose: () => void }) {
  const saved = useViews();
  const change = useChangeViews();
  const [read, setRead] = useState<Result<ReadViews, string>>();
  const [choice, setChoice] = useState<ClashChoice>("both");
  const take = async (file: File | undefined) => {
    if (file) setRead(await readViewsFile(file));
  };
  useDroppedFile((file) => void take(file));

  const views = read?.ok ? read.value.views : [];
  const count = views.filter((view) => standingOf(view, saved) !== "same").length;
  const refused =
    count === 0
      ? viewStrings.nothingToImport
      : withImported(saved, views, choice).length > MOST_VIEWS
        ? viewStrings.noRoom(MOST_VIEWS)
        : undefined;
  const importViews = () => {
    change((before) => withImported(before, views, choice), viewStrings.imported(count));
    onClose();
  };
  return (
    <Modal
      title={viewStrings.importTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{viewStrings.cancel}</Button>
          <Button variant="primary" disabledReason={refused} onClick={importViews}>
            {viewStrings.importButton(count)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field
          label={viewStrings.file}
          hint={viewStrings.fileHint}
          error={read === undefined || read.ok ? undefined : read.error}
        >
          {(attributes) => (
            <input
              {...attributes}
              type="file"
              accept=".json,application/json"
              className="w-full rounded-box border border-dashed border-line-strong bg-bg-sunken p-4 text-xs text-fg-muted file:me-3 file:min-h-8 file:rounded-box file:border file:border-solid file:border-line-strong file:bg-bg-raised file:px-3 file:text-sm file:font-medium file:text-fg"
              onChange={(event) => void take(event.target.files?.[0])}
            />
          )}
        </Field>
        <div aria-live="polite">
          {read?.ok && (
            <ImportReport read={read.value} saved={saved} choice={choice} onChoiceChange={setChoice} />
          )}
        </div>
        {refused === viewStrings.noRoom(MOST_VIEWS) && <p className="text-xs text-danger-text">{refused}</p>}
      </div>
    </Modal>
  );
}

/** Takes a file dropped anywhere. Without it the browser would leave the page to show a file that missed its place. */
function useDroppedFile(take: (file: File) => void): void {
  const onDrop = useEffectEvent((event: DragEvent) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) take(file);
  });
  useEffect(() => {
    const allow = (event: DragEvent) => event.preventDefault();
    document.addEventListener("dragover", allow);
    document.addEventListener("drop", onDrop);
    return () => {
      document.removeEventListener("dragover", allow);
      document.removeEventListener("drop", onDrop);
    };
  }, []);
}
