import { Button } from "#web/design/button.tsx";
import { useCopy } from "#web/design/use-copy.ts";
import { useToasts } from "#web/design/toasts.tsx";
import { filterStrings } from "#web/strings/filter.ts";
import { useViewStore } from "#web/view/use-view.ts";

/** Copies the page's address, which is the view, and says what had to be left out of it. */
export function CopyLink() {
  const view = useViewStore();
  const copy = useCopy();
  const toasts = useToasts();
  const copyLink = async () => {
    const { privateCount } = view.get();
    const copied = await copy(window.location.href, filterStrings.linkCopied);
    if (copied && privateCount > 0)
      toasts.show({ tone: "info", text: filterStrings.linkCopiedWithout(privateCount) });
  };
  return (
    <Button
      size="small"
      variant="quiet"
      icon="link"
      title={filterStrings.copyLink}
      onClick={() => void copyLink()}
    >
      <span className="max-md:sr-only">{filterStrings.copyLink}</span>
    </Button>
  );
}
