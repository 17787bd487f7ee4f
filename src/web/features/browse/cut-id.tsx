/** Characters at an id's end that stay when it is cut in its middle. */
const TAIL = 6;

/** An id, cut in the middle for the eye where there is no room for all of it; one word for the ear. Its parts stand in a flex container. */
export function CutId({ id }: { readonly id: string }) {
  const cutAt = Math.max(0, id.length - TAIL);
  return (
    <>
      <span className="sr-only">{id}</span>
      <span aria-hidden="true" className="truncate">
        {id.slice(0, cutAt)}
      </span>
      <span aria-hidden="true" className="shrink-0">
        {id.slice(cutAt)}
      </span>
    </>
  );
}
