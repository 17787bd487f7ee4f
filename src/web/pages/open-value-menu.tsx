import { LazyPart } from "#web/design/lazy-part.tsx";
import { onDemand } from "#web/design/on-demand.ts";
import { useStore } from "#web/lib/use-store.ts";
import { useValueActions } from "#web/view/value-menu.ts";

const valueMenu = onDemand(async () => (await import("#web/features/value-menu/value-menu.tsx")).ValueMenu);

/** The menu of the value that was pointed at, if one was. */
export function OpenValueMenu() {
  const { pointed, closeMenu } = useValueActions();
  const value = useStore(pointed);
  return (
    <LazyPart onTakenBack={closeMenu}>
      {value && <valueMenu.Part pointed={value} onClose={closeMenu} />}
    </LazyPart>
  );
}
