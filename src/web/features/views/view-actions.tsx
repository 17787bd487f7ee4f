import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { Icon } from "#web/design/icon.tsx";
import { useOverlayContainer } from "#web/design/overlays.ts";
import { useCopy } from "#web/design/use-copy.ts";
import { useReturnFocus } from "#web/design/use-return-focus.ts";
import { movedView, sameName, withoutView, type SavedView } from "#web/prefs/saved-view.ts";
import { useViews } from "#web/prefs/use-prefs.ts";
import { viewStrings } from "#web/strings/views.ts";
import { linkSearch } from "#web/view/view-link.ts";
import { useChangeViews } from "./use-change-views.ts";

interface ViewActionsProps {
  readonly view: SavedView;
  readonly canUpdate: boolean;
  readonly onUpdate: () => void;
  readonly onRename: () => void;
  /** It is gone from its place in the list. */
  readonly onRemoved: (place: number) => void;
}

/** What can be done with one saved view, as a menu. */
export function ViewActions({ view, canUpdate, onUpdate, onRename, onRemoved }: ViewActionsProps) {
  const portal = useOverlayContainer();
  const saved = useViews();
  const change = useChangeViews();
  const copy = useCopy();
  const { name, search } = view;
  const place = saved.findIndex((other) => sameName(other.name, name));
  const copyLink = () =>
    copy(`${location.origin}${location.pathname}${linkSearch(name, search)}`, viewStrings.linkCopied(name));
  const move = (by: -1 | 1) =>
    change((views) => movedView(views, name, by), viewStrings.moved(name, place + by + 1, saved.length));
  const remove = () => {
    change((views) => withoutView(views, name), viewStrings.removed(name));
    onRemoved(place);
  };
  return (
    <MenuTrigger>
      <Button
        aria-label={viewStrings.actionsFor(name)}
        className="inline-grid size-6 shrink-0 place-items-center rounded-box outline-none data-focus-visible:outline-2 data-focus-visible:outline-accent data-hovered:bg-bg-selected"
      >
        <Icon name="more" />
      </Button>
      <Popover
        placement="bottom end"
        offset={2}
        className="min-w-48 rounded-box border border-line-strong bg-bg-raised p-1 shadow-float outline-none"
        {...portal}
      >
        <ReturnFocus />
        <Menu className="outline-none">
          {canUpdate && <Item text={viewStrings.actions.update} onAction={onUpdate} />}
          <Item text={viewStrings.actions.rename} onAction={onRename} />
          <Item text={viewStrings.actions.copy} onAction={() => void copyLink()} />
          {place > 0 && <Item text={viewStrings.actions.up} onAction={() => move(-1)} />}
          {place < saved.length - 1 && <Item text={viewStrings.actions.down} onAction={() => move(1)} />}
          <Item text={viewStrings.actions.remove} onAction={remove} />
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** Drawn as long as the menu is. */
function ReturnFocus() {
  useReturnFocus();
  return null;
}

const Item = ({ text, onAction }: { readonly text: string; readonly onAction: () => void }) => (
  <MenuItem
    textValue={text}
    onAction={onAction}
    className="flex min-h-7 cursor-default items-center rounded-chip px-2 text-grid outline-none data-focused:bg-bg-selected"
  >
    {text}
  </MenuItem>
);
