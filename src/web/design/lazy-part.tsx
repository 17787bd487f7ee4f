import { Component, Suspense, useLayoutEffect, type ReactNode } from "react";
import { designStrings } from "#web/strings/design.ts";
import { Button } from "./button.tsx";

interface LazyPartProps {
  /** What stands there while the part's script is on its way. */
  readonly fallback?: ReactNode;
  /** Where a person has opened the part: closes it, as its script is on its way still and they have gone on. */
  readonly onTakenBack?: () => void;
  readonly children: ReactNode;
}

/** Around a part whose script is loaded on demand: when it cannot be had, that is said where the part would be, and the rest goes on. */
export class LazyPart extends Component<LazyPartProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    const { fallback, onTakenBack, children } = this.props;
    if (!this.state.failed)
      return (
        <Suspense fallback={onTakenBack ? <Pending onTakenBack={onTakenBack} /> : fallback}>
          {children}
        </Suspense>
      );
    return (
      <div
        role="alert"
        className="fixed inset-x-4 top-16 z-50 mx-auto flex max-w-md flex-col items-start gap-3 rounded-box border border-danger-text bg-bg-raised p-4 shadow-float"
      >
        <p>{designStrings.partMissing}</p>
        <Button icon="refresh" onClick={() => location.reload()}>
          {designStrings.reload}
        </Button>
      </div>
    );
  }
}

const MODIFIER = /^(Shift|Control|Alt|Meta|Caps)/;

/** What was opened and is not there yet: it must not come over what one does next, and Escape takes back it alone. */
function Pending({ onTakenBack }: { readonly onTakenBack: () => void }): ReactNode {
  useLayoutEffect(() => {
    const onEvent = (event: Event) => {
      if (event instanceof KeyboardEvent) {
        if (event.repeat || MODIFIER.test(event.key)) return;
        if (event.key === "Escape") {
          event.preventDefault();
          event.stopImmediatePropagation();
        }
      }
      onTakenBack();
    };
    const types = ["keydown", "pointerdown", "popstate"];
    for (const type of types) addEventListener(type, onEvent, true);
    return () => {
      for (const type of types) removeEventListener(type, onEvent, true);
    };
  }, [onTakenBack]);
  return null;
}
