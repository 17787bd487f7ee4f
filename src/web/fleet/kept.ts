/** The sandboxes that somebody looks at, wherever they stand. */
export interface Kept {
  readonly has: (id: string) => boolean;
  /** It is kept until the returned function is called, and by others for longer. */
  readonly keep: (id: string) => () => void;
}

export function createKept(): Kept {
  const kept = new Map<string, number>();
  return {
    has: (id) => kept.has(id),
    keep: (id) => {
      kept.set(id, (kept.get(id) ?? 0) + 1);
      return () => {
        const others = (kept.get(id) ?? 0) - 1;
        if (others > 0) kept.set(id, others);
        else kept.delete(id);
      };
    },
  };
}
