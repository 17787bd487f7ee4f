import { Button } from "#web/design/button.tsx";
import { Modal } from "#web/design/modal.tsx";
import { usePrefs, usePrefsServices } from "#web/prefs/use-prefs.ts";
import { helpStrings } from "#web/strings/help.ts";

/** The keys, on one page. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const { prefs } = usePrefsServices();
  const { singleKeys } = usePrefs();
  return (
    <Modal
      title={helpStrings.title}
      size="medium"
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {helpStrings.done}
        </Button>
      }
    >
      <div className="flex flex-col gap-5">
        <label className="flex items-start gap-2">
          <input
            type="checkbox"
            className="mt-0.5 size-4 shrink-0 accent-accent"
            checked={singleKeys}
            onChange={(event) => prefs.update({ singleKeys: event.target.checked })}
          />
          <span>
            {helpStrings.singleKeys} <span className="text-fg-muted">{helpStrings.singleKeysHint}</span>
          </span>
        </label>
        {helpStrings.groups.map((group) => (
          <section key={group.name} className="flex flex-col gap-2">
            <h3 className="font-semibold">{group.name}</h3>
            <dl className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-4 gap-y-1">
              {group.keys.map(({ keys, does }) => (
                <div key={keys} className="contents">
                  <dt className="font-mono text-grid">{keys}</dt>
                  <dd className="text-fg-muted">{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
