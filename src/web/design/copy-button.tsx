import { useEffect, useState } from "react";
import { designStrings } from "#web/strings/design.ts";
import { IconButton } from "./button.tsx";
import { useToasts } from "./toasts.tsx";

const SHOWN_MS = 1_500;

interface CopyButtonProps {
  /** The accessible name: "Copy id iabc". */
  readonly label: string;
  readonly text: string;
  /** Asked before a masked value is copied; copying goes on when it gives true. */
  readonly confirm?: () => boolean;
  readonly className?: string;
  readonly tabIndex?: number;
}

/** Copies a text and says so. */
export function CopyButton({ label, text, confirm, className, tabIndex }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const toasts = useToasts();
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    if (confirm && !confirm()) return;
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      toasts.announce(designStrings.copied);
    } catch {
      // The browser refuses without focus or permission; the operator can still select the text.
      toasts.show({ tone: "danger", text: designStrings.copyRefused });
    }
  };
  return (
    <IconButton
      label={label}
      icon={copied ? "check" : "copy"}
      size="small"
      onClick={() => void copy()}
      {...(className === undefined ? {} : { className })}
      {...(tabIndex === undefined ? {} : { tabIndex })}
    />
  );
}
