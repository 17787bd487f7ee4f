import { useEffect, type ReactNode } from "react";
import { createStore } from "#web/lib/store.ts";
import { useStore } from "#web/lib/use-store.ts";
import type { RowView } from "./row-view.ts";

interface UsageProps {
  readonly row: RowView["row"];
  readonly of: "cpu" | "memory";
}

type Cell = (props: UsageProps) => ReactNode;

/** Its script, once that is there. Without it the column has nothing to show. */
const loaded = createStore<{ readonly Cell: Cell } | undefined>(undefined);
let isAsked = false;

function load(): void {
  if (isAsked) return;
  isAsked = true;
  void import("./usage-cell.tsx").then(
    ({ UsageCell }) => loaded.set({ Cell: UsageCell }),
    () => loaded.set({ Cell: () => "–" }),
  );
}

/** All cells are drawn in one go: by a boundary each, React would draw some 300 ms later, and what those show be asked for apart. */
function Lazily(props: UsageProps) {
  const script = useStore(loaded);
  useEffect(load, []);
  return script ? <script.Cell {...props} /> : <span className="skeleton ms-auto block h-3 w-10" />;
}

export const CpuUseCell = ({ row }: RowView) => <Lazily {...{ row }} of="cpu" />;

export const MemoryUseCell = ({ row }: RowView) => <Lazily {...{ row }} of="memory" />;
