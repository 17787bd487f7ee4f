import { useEffect, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from "react";
import {
  Dialog,
  GridList,
  GridListHeader,
  GridListItem,
  GridListSection,
  Popover,
} from "react-aria-components";
import { Button } from "#web/design/button.tsx";
import { Icon } from "#web/design/icon.tsx";
import { useOverlayContainer } from "#web/design/overlays.ts";
import { takeFocus } from "#web/design/take-focus.ts";
import { useToasts } from "#web/design/toasts.tsx";
import { useReturnFocus } from "#web/design/use-return-focus.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { downloadText } from "#web/lib/download.ts";
import { sameName, withView, withViewAt, type SavedView } from "#web/prefs/saved-view.ts";
import { usePrefsServices, useRecentQueries, useViews } from "#web/prefs/use-prefs.ts";
import { printViews } from "#web/prefs/view-codec.ts";
import { viewStrings } from "#web/strings/views.ts";
import { useViewStore } from "#web/view/use-view.ts";
import { builtIns, viewSummary, type ListedView } from "./current-view.ts";
import { lateViewDialog } from "./late-view-dialog.ts";
import { useChangeViews } from "./use-change-views.ts";
import { searchProblem, useSavableView } from "./use-savable-view.ts";
import { ViewActions } from "./view-actions.tsx";
import type { ViewTask } from "./view-dialog.tsx";
import type { ViewUndo } from "./view-undo.ts";

interface ViewsPopoverProps {
  readonly triggerRef: RefObject<HTMLButtonElement | null>;
  /** The view on screen. */
  readonly current: ListedView | undefined;
  /** The saved view that what is on screen was made from. */
  readonly origin: SavedView | undefined;
  readonly undo: ViewUndo | undefined;
  readonly onUndoable: (undo: ViewUndo | undefined) => void;
  /** A view was chosen by name, which others may show as well. */
  readonly onChosen: (name: string) => void;
  readonly onClose: () => void;
  readonly onTask: (task: ViewTask) => void;
}

/** All views to choose from, and what can be done with them. */
export function ViewsPopover(props: ViewsPopoverProps) {
  const { triggerRef, current, origin, undo, onUndoable, onClose } = props;
  const portal = useOverlayContainer();
  const viewStore = useViewStore();
  const saved = useViews();
  const change = useChangeViews();
  const { search: shownSearch } = useSavableView();
  const canUpdate = searchProblem(shownSearch) === undefined;
  const list = useRef<HTMLDivElement>(null);
  const dialog = useRef<HTMLElement>(null);
  /** The row that gets the focus: an object of its own each time, as one may go to the same again. */
  const [goTo, setGoTo] = useState(() => ({ row: current && rowId(current) }));
  useReturnFocus(() => triggerRef.current?.focus());
  useLayoutEffect(() => takeFocus(dialog.current), []);
  // The list builds its rows in a second pass. Until then the dialog has the focus; who has left it meanwhile stays there.
  useLayoutEffect(() => {
    const start = () => {
      if (document.activeElement !== dialog.current) return;
      const rows = [...(list.current?.querySelectorAll<HTMLElement>("[role=row][tabindex]") ?? [])];
      const row = goTo.row === undefined ? rows[0] : rows.find(({ dataset }) => dataset["key"] === goTo.row);
      row?.focus();
    };
    start();
    const drawn = new MutationObserver(start);
    if (dialog.current) drawn.observe(dialog.current, { childList: true, subtree: true });
    return () => drawn.disconnect();
  }, [goTo]);
  // Whoever opens the list soon needs one of its dialogs.
  useEffect(() => lateViewDialog.prepare(), []);
  const undoButton = useRef<HTMLButtonElement>(null);
  // The view, or the button, that had the focus is gone; the way back is what one may want next.
  const shownUndo = useRef(undo);
  useEffect(() => {
    const isLost = undo?.what === "removed" || document.activeElement === document.body;
    if (undo && undo !== shownUndo.current && isLost) undoButton.current?.focus();
    shownUndo.current = undo;
  }, [undo]);

  const choose = (view: ListedView) => {
    props.onChosen(view.name);
    viewStore.show(view.search);
    onClose();
  };
  const placeOf = (view: SavedView) => saved.findIndex((other) => sameName(other.name, view.name));
  const update = (view: SavedView) => {
    const { name } = view;
    onUndoable({ what: "updated", view, place: placeOf(view) });
    change((views) => withView(views, { name, search: shownSearch }), viewStrings.updated(name));
  };
  const takeBack = ({ view, place }: ViewUndo) => {
    // The button goes with what it undoes; keys pressed before the row is there belong to the list.
    dialog.current?.focus();
    setGoTo({ row: rowId({ kind: "saved", ...view }) });
    onUndoable(undefined);
    change((views) => withViewAt(views, view, place), viewStrings.restored(view.name));
  };
  const isCurrent = (view: ListedView) => view.kind === current?.kind && view.name === current.name;

  return (
    <Popover
      isOpen
      triggerRef={triggerRef}
      placement="bottom end"
      offset={4}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      className="flex w-96 max-w-[calc(100vw-16px)] flex-col overflow-hidden overscroll-contain rounded-box border border-line-strong bg-bg-raised shadow-float outline-none"
      {...portal}
    >
      <Dialog ref={dialog} aria-label={viewStrings.popover} className="flex min-h-0 flex-col outline-none">
        <GridList
          aria-label={viewStrings.list}
          ref={list}
          keyboardNavigationBehavior="arrow"
          className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1 outline-none"
        >
          <GridListSection>
            <Heading text={viewStrings.builtInViews} />
            {builtIns.map((view) => (
              <ViewRow key={view.name} view={view} isCurrent={isCurrent(view)} onChoose={choose} />
            ))}
          </GridListSection>
          <GridListSection>
            <Heading text={viewStrings.savedViews} />
            {saved.map((view) => (
              <ViewRow
                key={view.name}
                view={{ kind: "saved", ...view }}
                isCurrent={isCurrent({ kind: "saved", ...view })}
                onChoose={choose}
              >
                <ViewActions
                  view={view}
                  canUpdate={canUpdate && !isCurrent({ kind: "saved", ...view })}
                  onUpdate={() => update(view)}
                  onRename={() => props.onTask({ kind: "rename", name: view.name })}
                  onRemoved={(place) => onUndoable({ what: "removed", view, place })}
                />
              </ViewRow>
            ))}
          </GridListSection>
        </GridList>
        {saved.length === 0 && <p className="px-3 pb-2 text-xs text-fg-muted">{viewStrings.noneSaved}</p>}
        {undo && (
          <div className="flex items-center gap-2 border-t border-line px-3 py-1.5 text-xs">
            <p className="min-w-0 flex-1 break-words">{viewStrings[undo.what](undo.view.name)}</p>
            <Button ref={undoButton} size="small" onClick={() => takeBack(undo)}>
              {viewStrings.undo}
            </Button>
          </div>
        )}
        <Footer {...props} onUpdate={origin && canUpdate ? () => update(origin) : undefined} />
      </Dialog>
    </Popover>
  );
}

const Heading = ({ text }: { readonly text: string }) => (
  <GridListHeader className="px-2 pt-2 pb-1 text-xs font-medium text-fg-muted">{text}</GridListHeader>
);

const rowId = ({ kind, name }: ListedView): string => `${kind}:${name}`;

interface ViewRowProps {
  readonly view: ListedView;
  readonly isCurrent: boolean;
  readonly onChoose: (view: ListedView) => void;
  readonly children?: ReactNode;
}

function ViewRow({ view, isCurrent, onChoose, children }: ViewRowProps) {
  const { name, search } = view;
  return (
    <GridListItem
      id={rowId(view)}
      textValue={viewStrings.row(name, isCurrent)}
      onAction={() => onChoose(view)}
      className="group flex min-h-8 cursor-default items-center gap-2 rounded-chip ps-2 pe-1 text-grid outline-none data-focus-visible:outline-2 data-focus-visible:-outline-offset-2 data-focus-visible:outline-accent data-hovered:bg-bg-hover"
    >
      <span className="w-4 shrink-0">{isCurrent && <Icon name="check" />}</span>
      <bdi className="max-w-[60%] shrink-0 truncate" title={name}>
        {name}
      </bdi>
      <bdi className="min-w-0 flex-1 truncate text-end font-mono text-xs text-fg-muted">
        {search !== "" && viewSummary(search)}
      </bdi>
      {children ?? <span className="w-6 shrink-0" />}
    </GridListItem>
  );
}

interface FooterProps extends ViewsPopoverProps {
  readonly onUpdate: (() => void) | undefined;
}

/** What concerns what is on screen, or all views at once. */
function Footer({ origin, onUpdate, onTask, onClose }: FooterProps) {
  const saved = useViews();
  const recent = useRecentQueries();
  const { recentQueries } = usePrefsServices();
  const { upstream } = useFleetServices();
  const toasts = useToasts();
  const exportViews = () => {
    downloadText(`sandbar-views-${upstream}.json`, "application/json", `${printViews(saved)}\n`);
    toasts.announce(viewStrings.exported(saved.length));
    onClose();
  };
  const forget = () => {
    recentQueries.clear();
    toasts.announce(viewStrings.forgotten);
    onClose();
  };
  return (
    <div className="flex flex-col gap-1 border-t border-line bg-bg-sunken px-2 py-2">
      <div className="flex flex-wrap gap-1">
        <Button size="small" icon="plus" onClick={() => onTask({ kind: "save" })}>
          {viewStrings.save}
        </Button>
        {origin && onUpdate && (
          <Button size="small" className="min-w-0 max-w-full" onClick={onUpdate}>
            <span className="truncate">{viewStrings.update(origin.name)}</span>
          </Button>
        )}
      </div>
      <div className="flex flex-wrap gap-1">
        <Button size="small" variant="quiet" onClick={() => onTask({ kind: "import" })}>
          {viewStrings.importViews}
        </Button>
        <Button
          size="small"
          variant="quiet"
          disabledReason={saved.length === 0 ? viewStrings.nothingToExport : undefined}
          onClick={exportViews}
        >
          {viewStrings.exportViews}
        </Button>
        {recent.length > 0 && (
          <Button size="small" variant="quiet" onClick={forget}>
            {viewStrings.forgetRecent(recent.length)}
          </Button>
        )}
      </div>
    </div>
  );
}
