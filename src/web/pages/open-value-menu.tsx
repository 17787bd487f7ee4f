import { lazy } from "react";
import { useStore } from "#web/lib/use-store.ts";
import { useValueActions } from "#web/view/value-menu.ts";

export const loadValueMenu = () => import("#web/features/value-menu/value-menu.tsx");
const ValueMenu = lazy(async () => ({ default: (await loadValueMenu()).ValueMenu }));

/** The menu of the value that was pointed at, if one was. */
export function OpenValueMenu() {
  const { pointed, closeMenu } = useValueActions();
  const value = useStore(pointed);
  return value && <ValueMenu pointed={value} onClose={closeMenu} />;
}
