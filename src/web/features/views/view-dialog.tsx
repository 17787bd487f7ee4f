import { ImportViewsDialog } from "./import-views-dialog.tsx";
import { RenameViewDialog } from "./rename-view-dialog.tsx";
import { SaveViewDialog } from "./save-view-dialog.tsx";

/** What is to be done with views; `name` is that of the view, for `save` as a link gave it. */
export type ViewTask =
  | { readonly kind: "save"; readonly name?: string }
  | { readonly kind: "rename"; readonly name: string }
  | { readonly kind: "import" };

interface ViewDialogProps {
  readonly task: ViewTask;
  readonly onClose: () => void;
  /** Called after `onClose`. */
  readonly onSaved: (name: string) => void;
  readonly onRenamed?: (from: string, to: string) => void;
}

/** The dialogs of views: one script, as they are small. */
export function ViewDialog({ task, onClose, onSaved, onRenamed }: ViewDialogProps) {
  if (task.kind === "import") return <ImportViewsDialog onClose={onClose} />;
  if (task.kind === "save") return <SaveViewDialog {...task} onClose={onClose} onSaved={onSaved} />;
  return (
    <RenameViewDialog name={task.name} onRenamed={(name) => onRenamed?.(task.name, name)} onClose={onClose} />
  );
}
