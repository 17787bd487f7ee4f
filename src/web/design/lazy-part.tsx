import { Component, Suspense, type ReactNode } from "react";
import { designStrings } from "#web/strings/design.ts";
import { Button } from "./button.tsx";

interface LazyPartProps {
  /** What stands there while the part's script is on its way. */
  readonly fallback?: ReactNode;
  readonly children: ReactNode;
}

/** Around a part whose script is loaded on demand: when it cannot be had, that is said where the part would be, and the rest goes on. */
export class LazyPart extends Component<LazyPartProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed)
      return <Suspense fallback={this.props.fallback ?? null}>{this.props.children}</Suspense>;
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
