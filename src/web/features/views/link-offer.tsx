import { useState } from "react";
import { Button, IconButton } from "#web/design/button.tsx";
import { LazyPart } from "#web/design/lazy-part.tsx";
import { viewNamed } from "#web/prefs/saved-view.ts";
import { useViews } from "#web/prefs/use-prefs.ts";
import { viewsBarStrings } from "#web/strings/views-bar.ts";
import { useView, useViewStore } from "#web/view/use-view.ts";
import { viewSearch } from "#web/view/view-link.ts";
import { lateViewDialog } from "./late-view-dialog.ts";

interface LinkOfferProps {
  /** The offer goes, with the focus in it. */
  readonly onGone: () => void;
}

/** Offers to save the view whose link was opened, as long as it is what is shown and is not saved. */
export function LinkOffer({ onGone }: LinkOfferProps) {
  const { linked } = useViewStore();
  const shown = useView();
  const saved = useViews();
  const [isDismissed, setDismissed] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const close = () => setSaving(false);
  if (!linked || isDismissed || viewSearch(shown) !== linked.search) return null;
  if (viewNamed(saved, linked.name)?.search === linked.search) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line bg-bg-sunken px-3 py-1 text-xs">
      <p>{viewsBarStrings.offer}</p>
      <Button size="small" className="min-w-0 max-w-full" onClick={() => setSaving(true)}>
        <bdi className="truncate">{viewsBarStrings.offerSave(linked.name)}</bdi>
      </Button>
      <IconButton
        size="small"
        icon="close"
        label={viewsBarStrings.offerDismiss}
        onClick={() => {
          setDismissed(true);
          onGone();
        }}
      />
      <LazyPart onTakenBack={close}>
        {isSaving && (
          <lateViewDialog.Part
            task={{ kind: "save", name: linked.name }}
            onClose={close}
            onSaved={() => {
              setDismissed(true);
              onGone();
            }}
          />
        )}
      </LazyPart>
    </div>
  );
}
