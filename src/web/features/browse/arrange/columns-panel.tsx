import { useState, type RefObject } from "react";
import { Dialog, Heading, Popover } from "react-aria-components";
import { Button, IconButton } from "#web/design/button.tsx";
import { useOverlayContainer } from "#web/design/overlays.ts";
import { takeFocus } from "#web/design/take-focus.ts";
import { useReturnFocus } from "#web/design/use-return-focus.ts";
import { columnStrings as strings } from "#web/strings/columns.ts";
import { printColumns } from "#web/view/columns-text.ts";
import { arrangeStrings as words } from "#web/strings/arrange.ts";
import { useView } from "#web/view/use-view.ts";
import { CARD_BELOW } from "../grid-layout.ts";
import { AddKey } from "./add-key.tsx";
import { ColumnList } from "./column-list.tsx";
import { DensityChoice } from "./density-choice.tsx";
import { GroupChoice } from "./group-choice.tsx";
import { useArrangement } from "./use-arrangement.ts";

interface ColumnsPanelProps {
  readonly trigger: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

/** Which columns there are, their order, and how high rows are; the table follows at once. */
export function ColumnsPanel({ trigger, onClose }: ColumnsPanelProps) {
  const { columns } = useView();
  const arrangement = useArrangement();
  const portal = useOverlayContainer();
  useReturnFocus(() => trigger.current?.focus());
  const [isCard] = useState(
    () => (document.querySelector('[role="grid"]')?.clientWidth ?? CARD_BELOW) < CARD_BELOW,
  );
  const isUsual = printColumns(columns) === undefined;
  return (
    <Popover
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      triggerRef={trigger}
      placement="top end"
      offset={6}
      className="flex max-h-[calc(100dvh-96px)] w-84 max-w-[calc(100vw-16px)] flex-col rounded-box border border-line-strong bg-bg-raised shadow-float"
      {...portal}
    >
      <Dialog ref={takeFocus} className="flex min-h-0 flex-1 flex-col outline-none">
        <header className="flex items-center justify-between gap-2 border-b border-line py-1.5 ps-3 pe-1.5">
          <Heading slot="title" className="font-semibold">
            {strings.panel}
          </Heading>
          <IconButton icon="close" label={words.close} onClick={onClose} />
        </header>
        <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto overscroll-contain p-3">
          <DensityChoice />
          <GroupChoice columns={columns} />
          {(isCard || isUsual) && (
            <p className="text-xs text-fg-muted">{isCard ? words.cards : words.givesWay}</p>
          )}
          <ColumnList columns={columns} arrangement={arrangement} />
        </div>
        <footer className="flex flex-col gap-3 border-t border-line p-3">
          <AddKey columns={columns} onAdd={arrangement.show} />
          <Button
            icon="refresh"
            size="small"
            className="self-start"
            disabledReason={isUsual ? words.isUsual : undefined}
            onClick={arrangement.reset}
          >
            {words.reset}
          </Button>
        </footer>
      </Dialog>
    </Popover>
  );
}
