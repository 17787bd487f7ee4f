import { useId } from "react";
import { densities } from "#web/prefs/prefs.ts";
import { usePrefs, usePrefsServices } from "#web/prefs/use-prefs.ts";
import { arrangeStrings as words } from "#web/strings/arrange.ts";

/** How high the table's rows are: a habit of this browser, not a part of what is looked at. */
export function DensityChoice() {
  const { prefs } = usePrefsServices();
  const { density } = usePrefs();
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="pb-1 text-xs font-medium text-fg-muted">{words.density}</legend>
      <div className="grid grid-cols-3 rounded-box border border-line-strong bg-bg-sunken p-0.5">
        {densities.map((each) => (
          <label
            key={each}
            className="grid min-h-7 cursor-pointer place-items-center rounded-chip border border-transparent text-grid has-checked:border-line-strong has-checked:bg-bg-raised has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-accent forced-colors:has-checked:bg-[Highlight] forced-colors:has-checked:text-[HighlightText] forced-colors:has-checked:forced-color-adjust-none"
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={density === each}
              onChange={() => prefs.update({ density: each })}
            />
            {words.densities[each]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
