import { createElement, lazy, startTransition, useState, type ComponentType } from "react";

/** A part of the page whose script is loaded on demand. Draw it within `LazyPart`. */
export interface OnDemand<Props> {
  readonly Part: ComponentType<Props>;
  /** Fetches the script before it is wanted. When it cannot be had, whoever draws the part is told. */
  readonly prepare: () => void;
  /** Draws it in the place of another part: that stays, with the focus in it, until the script is there; closed meanwhile, nothing comes. */
  readonly show: (draw: () => void) => void;
}

const parts: (() => void)[] = [];

/** The same for all parts. */
export const prepareParts = (): void => parts.forEach((prepare) => prepare());

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
  const prepare = () => void load().catch(() => undefined);
  parts.push(prepare);
  return {
    Part: (props) => {
      // Which of the two it is stays so: as another, the part would begin anew.
      const [Drawn] = useState<ComponentType<Props>>(
        () => loaded ?? ((given) => createElement(Later, given)),
      );
      return createElement(Drawn, props);
    },
    prepare,
    show: (draw) => (loaded ? draw() : startTransition(draw)),
  };
}
