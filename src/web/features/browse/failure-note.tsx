import { IconButton } from "#web/design/button.tsx";
import { Icon } from "#web/design/icon.tsx";
import { browseStrings as strings } from "#web/strings/browse.ts";
import { tabIndexOf, type RowView } from "./row-view.ts";

/** Why what was asked of a sandbox was not done, until it is dismissed. */
export function FailureNote({ row, mark, isActive, actions }: RowView) {
  if (mark?.kind !== "failed") return null;
  const words = strings.failed[mark.action](mark.failure.message);
  return (
    <span className="flex min-w-0 items-center gap-1 text-danger-text">
      <Icon name="warning" />
      <span className="truncate" title={words}>
        {words}
      </span>
      <IconButton
        size="small"
        icon="close"
        label={strings.dismissFailure(row.sandboxID)}
        tabIndex={tabIndexOf({ isActive })}
        onClick={() => actions.dismiss(row)}
      />
    </span>
  );
}
