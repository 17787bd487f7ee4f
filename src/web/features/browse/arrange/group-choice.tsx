import { asGroup } from "#web/fleet/sort.ts";

import { isMetadataColumn, type ColumnSettings } from "#web/view/columns.ts";
import { arrangeStrings as words } from "#web/strings/arrange.ts";
import { useView, useViewStore } from "#web/view/use-view.ts";
import { columnLayout } from "../column-layout.ts";

/** What rows are grouped by: nothing, state, template, or a metadata key that has a column. */
export function GroupChoice({ columns }: { readonly columns: ColumnSettings }) {
  const store = useViewStore();
  const group = asGroup(useView().group);
  const keys = columns.map(({ key }) => key).filter((key) => isMetadataColumn(key));
  const choices = [...new Set(["state", "template", ...keys, group])].flatMap((each) => asGroup(each) ?? []);
  return (
    <label className="flex items-center gap-2">
      <span className="text-xs font-medium whitespace-nowrap text-fg-muted">{words.groupBy}</span>
      <select
        className="input-box min-w-0 flex-1 text-grid"
        value={group === undefined ? "" : `=${group}`}
        onChange={({ target }) => store.setGroup(asGroup(target.value.slice(1)))}
      >
        <option value="">{words.groupByNothing}</option>
        {choices.map((each) => (
          <option key={each} value={`=${each}`}>
            {columnLayout(each).label}
          </option>
        ))}
      </select>
    </label>
  );
}
