import { isSecret } from "#contract/secret.ts";
import { emptyQuery } from "#query/ast.ts";
import { cut } from "#query/cut.ts";
import { excludeValue, onlyValue } from "#query/edit.ts";
import { printCondition, shownCondition } from "#query/print.ts";
import { Menu, type MenuChoice } from "#web/design/menu.tsx";
import { useCopy } from "#web/design/use-copy.ts";
import { useToasts } from "#web/design/toasts.tsx";
import { asGroup } from "#web/fleet/sort.ts";
import { valueMenuStrings as strings } from "#web/strings/value-menu.ts";
import { hasColumn, metadataColumn } from "#web/view/columns.ts";
import { useViewStore } from "#web/view/use-view.ts";
import type { PointedValue } from "#web/view/value-menu.ts";

interface ValueMenuProps {
  readonly pointed: PointedValue;
  readonly onClose: () => void;
}

/** What can be done with a value, wherever it stands: filter by it, hide it, take it away, make its key a column. */
export function ValueMenu({ pointed: { subject, value, trigger }, onClose }: ValueMenuProps) {
  const view = useViewStore();
  const copy = useCopy();
  const toasts = useToasts();
  const { conditions } = onlyValue(emptyQuery, subject, value);
  const shown = conditions.map(shownCondition).join(" ");
  const key = subject.kind === "metadata" ? subject.key : undefined;
  const shownKey = cut(key ?? "", 40);
  const isMasked = key !== undefined && isSecret(key, value);
  const canAdd = key !== undefined && !hasColumn(view.get().columns, metadataColumn(key));
  const group = asGroup(
    key === undefined ? (subject.kind === "field" ? subject.name : undefined) : metadataColumn(key),
  );
  const groupName = key === undefined ? (group ?? "") : shownKey;
  const canGroup = group !== undefined && view.get().group !== group;
  const choices: readonly MenuChoice[] = [
    { id: "only", text: strings.only(shown), icon: "filter" },
    { id: "exclude", text: strings.exclude(shown), icon: "exclude" },
    { id: "copy", text: strings.copy(shown), icon: "copy" },
    ...(canAdd ? ([{ id: "column", text: strings.addColumn(shownKey), icon: "columns" }] as const) : []),
    ...(canGroup ? ([{ id: "group", text: strings.groupBy(groupName), icon: "group" }] as const) : []),
  ];

  const choose = (id: string) => {
    const { query } = view.get();
    if (id === "only") {
      view.setQuery(onlyValue(query, subject, value));
      toasts.announce(strings.nowOnly(shown));
    } else if (id === "exclude") {
      view.setQuery(excludeValue(query, subject, value));
      toasts.announce(strings.nowExcluded(shown));
    } else if (id === "column" && key !== undefined) {
      view.addColumn(metadataColumn(key));
      toasts.announce(strings.columnAdded(shownKey));
    } else if (id === "group") {
      view.setGroup(group);
      toasts.announce(strings.nowGrouped(groupName));
    } else if (id === "copy" && (!isMasked || window.confirm(strings.confirmCopy(shownKey))))
      void copy(conditions.map(printCondition).join(" "));
  };
  return <Menu label={shown} trigger={trigger} choices={choices} onChoose={choose} onClose={onClose} />;
}
