import { lazy, Suspense, type ReactNode } from "react";
import type { RowView } from "./row-view.ts";

interface UsageProps {
  readonly row: RowView["row"];
  readonly of: "cpu" | "memory";
}

type Cell = (props: UsageProps) => ReactNode;

/** Without its script the column has nothing to show. */
const UsageCell = lazy((): Promise<{ readonly default: Cell }> =>
  import("./usage-cell.tsx").then(
    (loaded) => ({ default: loaded.UsageCell }),
    () => ({ default: () => "–" }),
  ),
);

const Lazily = (props: UsageProps) => (
  <Suspense fallback={<span className="skeleton ms-auto block h-3 w-10" />}>
    <UsageCell {...props} />
  </Suspense>
);

export const CpuUseCell = ({ row }: RowView) => <Lazily {...{ row }} of="cpu" />;

export const MemoryUseCell = ({ row }: RowView) => <Lazily {...{ row }} of="memory" />;
