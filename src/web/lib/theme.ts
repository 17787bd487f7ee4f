/** What the operator chose; `system` follows the browser. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** A key of its own in the browser's storage, so that the boot script reads the theme without parsing all preferences. */
export const THEME_KEY = "sandbar:theme";

export const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value);

/** Puts the theme on the document; the stylesheet does the rest. */
export function applyTheme(root: Pick<HTMLElement, "dataset">, theme: Theme): void {
  if (theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
}
