import { useLayoutEffect, useRef, type ReactNode } from "react";
import { Dialog, Heading, Modal as AriaModal, ModalOverlay } from "react-aria-components";
import { designStrings } from "#web/strings/design.ts";
import { IconButton } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { useOverlayContainer } from "./overlays.ts";
import { takeFocus } from "./take-focus.ts";
import { useReturnFocus } from "./use-return-focus.ts";

interface ModalProps {
  /** `alertdialog` asks before something that hurts: a click outside does not close it. */
  readonly role?: "dialog" | "alertdialog";
  readonly title: string;
  /** Id of the element that says what is asked, for `alertdialog`. */
  readonly describedBy?: string;
  readonly size?: "small" | "medium" | "large";
  /** Asked to close, by Escape, the close button or a click outside. Not closing then is allowed. */
  readonly onClose: () => void;
  /** Buttons at the foot, the least harmful first. */
  readonly footer: ReactNode;
  readonly children: ReactNode;
}

const widths = { small: "max-w-md", medium: "max-w-2xl", large: "max-w-4xl" } as const;

/** A dialog over the page: focus stays inside and returns to where it was. Loaded on demand, as React Aria is not in the first script. */
export function Modal({
  role = "dialog",
  title,
  describedBy,
  size = "small",
  onClose,
  footer,
  children,
}: ModalProps) {
  const portal = useOverlayContainer();
  useReturnFocus();
  const dialog = useRef<HTMLElement>(null);
  const wasDrawn = useRef(false);
  useLayoutEffect(() => {
    // What had the focus may have been taken away; with nothing focused, Escape and Tab would no longer reach the dialog.
    if (!wasDrawn.current) takeFocus(dialog.current);
    else if (document.activeElement === document.body) dialog.current?.focus();
    wasDrawn.current = true;
  });
  return (
    <ModalOverlay
      isOpen
      isDismissable={role === "dialog"}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      className="fixed inset-0 z-40 flex items-start justify-center overflow-y-auto overscroll-contain bg-[oklch(0_0_0/0.4)] p-4 pt-[8vh] max-sm:items-end max-sm:p-0"
      {...portal}
    >
      <AriaModal
        className={classNames(
          "flex max-h-[84vh] w-full flex-col rounded-box border border-line-strong bg-bg-raised shadow-float outline-none max-sm:max-h-[94vh] max-sm:rounded-b-none",
          widths[size],
        )}
      >
        <Dialog
          ref={dialog}
          role={role}
          className="flex min-h-0 flex-1 flex-col outline-none"
          {...(describedBy === undefined ? {} : { "aria-describedby": describedBy })}
        >
          <header className="flex items-center justify-between gap-2 border-b border-line py-2 ps-4 pe-2">
            <Heading slot="title" className="text-lg font-semibold">
              {title}
            </Heading>
            {role === "dialog" && <IconButton icon="close" label={designStrings.close} onClick={onClose} />}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-4">{children}</div>
          <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line bg-bg-sunken px-4 py-3">
            {footer}
          </footer>
        </Dialog>
      </AriaModal>
    </ModalOverlay>
  );
}
