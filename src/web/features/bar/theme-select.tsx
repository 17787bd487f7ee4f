import { isTheme, themes } from "#web/lib/theme.ts";
import { usePrefsServices, useTheme } from "#web/prefs/use-prefs.ts";
import { barStrings } from "#web/strings/bar.ts";

/** Follows the system until the operator chooses. */
export function ThemeSelect() {
  const { theme: store } = usePrefsServices();
  const theme = useTheme();
  return (
    <select
      aria-label={barStrings.theme}
      className="input-box text-grid"
      value={theme}
      onChange={(event) => {
        if (isTheme(event.target.value)) store.set(event.target.value);
      }}
    >
      {themes.map((name) => (
        <option key={name} value={name}>
          {barStrings.themeName(name)}
        </option>
      ))}
    </select>
  );
}
