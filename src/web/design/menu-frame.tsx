import { useMemo, type ReactNode } from "react";
import { Popover } from "react-aria-components";
import { useOverlayContainer } from "./overlays.ts";
import { takeFocusToChoice } from "./take-focus.ts";
import { useReturnFocus } from "./use-return-focus.ts";

interface MenuFrameProps {
  /** What the menu acts on: its accessible name. */
  readonly label: string;
  /** The element it opens at. */
  readonly trigger: HTMLElement;
  /** Focuses where one goes on, if that is not what had the focus before. */
  readonly giveFocus?: (() => void) | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A menu takes the focus when it is opened: by keyboard it could not be used otherwise. */
export const menuFocus = { autoFocus: "first", ref: takeFocusToChoice } as const;

/** What a menu stands in at an element, open as long as it is drawn. */
export function MenuFrame({ label, trigger, giveFocus, onClose, children }: MenuFrameProps) {
  const portal = useOverlayContainer();
  useReturnFocus(giveFocus);
  const triggerRef = useMemo(() => ({ current: trigger }), [trigger]);
  return (
    <Popover
      trigger="MenuTrigger"
      aria-label={label}
      isOpen
      triggerRef={triggerRef}
      placement="bottom start"
      offset={4}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      className="min-w-48 max-w-[min(400px,calc(100vw-32px))] overflow-y-auto overscroll-contain rounded-box border border-line-strong bg-bg-raised shadow-float"
      {...portal}
    >
      {children}
    </Popover>
  );
}
