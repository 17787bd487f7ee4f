import { Component, type ErrorInfo, type ReactNode } from "react";
import { Button } from "#web/design/button.tsx";
import { appStrings } from "#web/strings/app.ts";

interface State {
  readonly error: Error | undefined;
}

/** The last resort: a mistake of ours shows as such, with a way out, and never as an empty page. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <main className="mx-auto flex max-w-xl flex-col gap-3 p-8">
        <h1 className="text-lg font-semibold">{appStrings.crashed}</h1>
        <p>{appStrings.crashedHint}</p>
        <pre className="overflow-x-auto rounded-box border border-line bg-bg-sunken p-3 font-mono text-xs">
          {error.message}
        </pre>
        <div>
          <Button variant="primary" icon="refresh" onClick={() => location.reload()}>
            {appStrings.reload}
          </Button>
        </div>
      </main>
    );
  }
}
