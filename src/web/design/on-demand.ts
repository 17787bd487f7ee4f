import { createElement, lazy, useState, type ComponentType } from "react";

/** A part of the page whose script is loaded on demand. Draw it within `LazyPart`. */
export interface OnDemand<Props> {
  readonly Part: ComponentType<Props>;
  /** Fetches the script before it is wanted. Rejects when it cannot be had, of which whoever draws the part is told. */
  readonly load: () => Promise<void>;
}

/**
 * Once its script is there, the part is drawn in the moment it is asked for: what React had to wait for even a moment it holds back for 300 ms, in
 * which what is pressed does not reach it.
 */
export function onDemand<Props extends object>(fetch: () => Promise<ComponentType<Props>>): OnDemand<Props> {
  let loaded: ComponentType<Props> | undefined;
  const load = async () => {
    loaded ??= await fetch();
    return { default: loaded };
  };
  const Later = lazy(load);
  return {
    Part: (props) => {
      // Which of the two it is stays so: as another, the part would begin anew.
      const [Drawn] = useState<ComponentType<Props>>(
        () => loaded ?? ((given) => createElement(Later, given)),
      );
      return createElement(Drawn, props);
    },
    load: async () => void (await load()),
  };
}
