import { Button } from "#web/design/button.tsx";
import { Modal } from "#web/design/modal.tsx";
import { usePrefs, usePrefsServices } from "#web/prefs/use-prefs.ts";
import { helpStrings } from "#web/strings/help.ts";
import { LanguageHelp } from "./language-help.tsx";

/** The filter's language and the keys, on one page. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const { prefs } = usePrefsServices();
  const { singleKeys } = usePrefs();
  return (
    <Modal
      title={helpStrings.title}
      size="large"
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {helpStrings.done}
        </Button>
      }
    >
      <div className="flex flex-col gap-8">
        <LanguageHelp onAdded={onClose} />
        <section className="flex flex-col gap-4">
          <h3 className="text-base font-semibold">{helpStrings.keys}</h3>
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
          <div className="columns-2 gap-8 max-md:columns-1">
            {helpStrings.groups.map((group) => (
              <section key={group.name} className="mb-5 flex break-inside-avoid flex-col gap-2">
                <h4 className="font-semibold">{group.name}</h4>
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
        </section>
      </div>
    </Modal>
  );
}
