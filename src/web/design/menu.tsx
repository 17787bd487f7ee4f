import { Menu as AriaMenu, MenuItem, Text } from "react-aria-components";
import { Icon, type IconName } from "./icon.tsx";
import { MenuFrame, menuFocus } from "./menu-frame.tsx";

/** One thing to do. */
export interface MenuChoice {
  readonly id: string;
  readonly text: string;
  readonly icon: IconName;
}

interface MenuProps {
  /** What it acts on: its accessible name. */
  readonly label: string;
  /** The element it opens at, and that has the focus afterwards. */
  readonly trigger: HTMLElement;
  readonly choices: readonly MenuChoice[];
  readonly onChoose: (id: string) => void;
  readonly onClose: () => void;
}

/** A menu at an element, open as long as it is drawn, with the focus on its first choice. Loaded on demand, as React Aria is not in the first script. */
export function Menu({ label, trigger, choices, onChoose, onClose }: MenuProps) {
  return (
    <MenuFrame label={label} trigger={trigger} onClose={onClose}>
      <AriaMenu
        aria-label={label}
        items={choices}
        {...menuFocus}
        className="p-1 outline-none"
        onAction={(id) => {
          onClose();
          onChoose(String(id));
        }}
      >
        {({ id, text, icon }) => (
          <MenuItem
            id={id}
            textValue={text}
            className="flex min-h-8 cursor-default items-center gap-2 rounded-chip px-2 text-grid outline-none data-focused:bg-bg-selected data-hovered:bg-bg-hover"
          >
            <Icon name={icon} className="shrink-0 text-fg-muted" />
            <Text slot="label" className="min-w-0 flex-1 truncate">
              <bdi>{text}</bdi>
            </Text>
          </MenuItem>
        )}
      </AriaMenu>
    </MenuFrame>
  );
}
