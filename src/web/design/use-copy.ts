import { designStrings } from "#web/strings/design.ts";
import { useToasts } from "./toasts.tsx";

/** Copies a text to the clipboard and says so, or says that the browser refused. Gives whether it was copied. */
export function useCopy(): (text: string, said?: string) => Promise<boolean> {
  const toasts = useToasts();
  return async (text, said = designStrings.copied) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // The browser refuses without focus or permission; the operator can still select the text.
      toasts.show({ tone: "danger", text: designStrings.copyRefused });
      return false;
    }
    toasts.announce(said);
    return true;
  };
}
