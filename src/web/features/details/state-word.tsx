/** A state as a sign and its word; one we do not know stands neutrally, as it came. */
export function StateWord({ state }: { readonly state: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      {state === "running" ? (
        <span aria-hidden="true" className="size-2 rounded-full bg-running forced-colors:bg-[CanvasText]" />
      ) : state === "paused" ? (
        <span aria-hidden="true" className="h-2.5 w-2 border-x-3 border-paused" />
      ) : (
        <span aria-hidden="true" className="size-2 rounded-full border border-line-strong" />
      )}
      {state}
    </span>
  );
}
