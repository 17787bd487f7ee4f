import { Button } from "#web/design/button.tsx";
import { Modal } from "#web/design/modal.tsx";
import { useFleetSnapshot } from "#web/fleet/use-fleet.ts";
import { facetsBarStrings } from "#web/strings/facets-bar.ts";
import { facetsStrings as strings } from "#web/strings/facets.ts";
import { FacetsPanel } from "./facets-panel.tsx";

/** The facets over the page, where there is no room beside the table. */
export function FacetsSheet({ onClose }: { readonly onClose: () => void }) {
  const { matching, end } = useFleetSnapshot();
  return (
    <Modal
      title={facetsBarStrings.panel}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {strings.close(strings.sandboxes(matching, end !== "complete"))}
        </Button>
      }
    >
      <div className="-m-4">
        <FacetsPanel />
      </div>
    </Modal>
  );
}
