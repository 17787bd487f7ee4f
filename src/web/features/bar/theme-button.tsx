import { IconButton } from "#web/design/button.tsx";
import type { IconName } from "#web/design/icon.tsx";
import { themes, type Theme } from "#web/lib/theme.ts";
import { usePrefsServices, useTheme } from "#web/prefs/use-prefs.ts";
import { barStrings } from "#web/strings/bar.ts";

const icons: Readonly<Record<Theme, IconName>> = { system: "screen", light: "sun", dark: "moon" };

/** Goes round the themes: the system's until the operator chooses, light, dark. */
export function ThemeButton() {
  const { theme: store } = usePrefsServices();
  const theme = useTheme();
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "system";
  return (
    <IconButton icon={icons[theme]} label={barStrings.theme(theme, next)} onClick={() => store.set(next)} />
  );
}
