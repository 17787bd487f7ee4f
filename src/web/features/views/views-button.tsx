import { useRef, useState } from "react";
import { Button } from "#web/design/button.tsx";
import { Icon } from "#web/design/icon.tsx";
import { LazyPart } from "#web/design/lazy-part.tsx";
import { onDemand } from "#web/design/on-demand.ts";
import { sameName, viewNamed } from "#web/prefs/saved-view.ts";
import { useViews } from "#web/prefs/use-prefs.ts";
import { viewsBarStrings } from "#web/strings/views-bar.ts";
import { useView } from "#web/view/use-view.ts";
import { currentView } from "./current-view.ts";
import { lateViewDialog } from "./late-view-dialog.ts";
import type { ViewTask } from "./view-dialog.tsx";
import type { ViewUndo } from "./view-undo.ts";

const list = onDemand(async () => (await import("./views-popover.tsx")).ViewsPopover);

type Open = { readonly kind: "list" } | ViewTask;

/** Tells which view is shown, and opens the list of views. */
export function ViewsButton() {
  const shown = useView();
  const views = useViews();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<Open>();
  const [undo, setUndo] = useState<ViewUndo>();
  /** The saved view that what is on screen came from, by name: what has changed since can be kept under it. */
  const [chosen, setChosen] = useState<string>();

  const current = currentView(shown, views, chosen);
  const next = current ? (current.kind === "saved" ? current.name : undefined) : chosen;
  if (next !== chosen) setChosen(next);
  const origin = next === undefined ? undefined : viewNamed(views, next);
  const label = current?.search === "" && current.kind === "built-in" ? undefined : (current ?? origin)?.name;

  const close = () => {
    setOpen(undefined);
    // What had the focus in the list is gone with it, at the end of the event that it goes by.
    queueMicrotask(() => button.current?.focus());
  };
  // The list stays, with the focus in it, until what is asked for there can be drawn.
  const goOn = (task: ViewTask) => lateViewDialog.show(() => setOpen(task));
  return (
    <>
      <Button
        ref={button}
        variant="quiet"
        aria-haspopup="dialog"
        aria-expanded={open?.kind === "list"}
        className="min-w-0 max-w-56 px-2 font-normal"
        onPointerEnter={list.prepare}
        onFocus={list.prepare}
        onClick={() => setOpen(open ? undefined : { kind: "list" })}
      >
        <bdi className="min-w-0 truncate">{viewsBarStrings.button(label, current === undefined)}</bdi>
        <Icon name="down" />
      </Button>
      <LazyPart onTakenBack={close}>
        {open?.kind === "list" ? (
          <list.Part
            triggerRef={button}
            current={current}
            origin={current ? undefined : origin}
            undo={undo}
            onUndoable={setUndo}
            onChosen={setChosen}
            onClose={close}
            onTask={goOn}
          />
        ) : (
          open && (
            <lateViewDialog.Part
              task={open}
              onClose={close}
              onSaved={setChosen}
              onRenamed={(from, to) => {
                if (chosen !== undefined && sameName(chosen, from)) setChosen(to);
              }}
            />
          )
        )}
      </LazyPart>
    </>
  );
}
