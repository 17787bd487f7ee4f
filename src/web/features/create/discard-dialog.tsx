import { useEffect, useId, useRef } from "react";
import { Button } from "#web/design/button.tsx";
import { Modal } from "#web/design/modal.tsx";
import { createStrings } from "#web/strings/create.ts";

interface DiscardDialogProps {
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}

/** Asks before what was typed is lost. */
export function DiscardDialog({ onKeep, onDiscard }: DiscardDialogProps) {
  const textId = useId();
  const keepButton = useRef<HTMLButtonElement>(null);
  useEffect(() => keepButton.current?.focus(), []);
  return (
    <Modal
      role="alertdialog"
      title={createStrings.discard.title}
      describedBy={textId}
      onClose={onKeep}
      footer={
        <>
          <Button ref={keepButton} onClick={onKeep}>
            {createStrings.discard.keep}
          </Button>
          <Button variant="danger" onClick={onDiscard}>
            {createStrings.discard.discard}
          </Button>
        </>
      }
    >
      <p id={textId}>{createStrings.discard.text}</p>
    </Modal>
  );
}
