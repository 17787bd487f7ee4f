import { Button } from "#web/design/button.tsx";
import { browseStrings as strings } from "#web/strings/browse.ts";

interface WaitingRowsProps {
  readonly count: number;
  /** How far below the grid's upper edge, in pixels. */
  readonly top: number;
  readonly onShow: () => void;
}

/** How many rows wait because they would push what one looks at, over the first of them that do not; said once by voice, too. */
export function WaitingRows({ count, top, onShow }: WaitingRowsProps) {
  return (
    <>
      <output aria-label={strings.newName} data-react-aria-top-layer="" className="sr-only">
        {count > 0 && strings.waiting(count)}
      </output>
      {count > 0 && (
        <div className="pointer-events-none absolute inset-x-0 z-20 flex justify-center pt-1" style={{ top }}>
          <div className="pointer-events-auto flex items-center gap-2 rounded-box border border-accent bg-bg-raised p-1 ps-3 text-sm shadow-float">
            <span aria-hidden="true">{strings.waiting(count)}</span>
            <Button size="small" variant="primary" aria-label={strings.showWaiting(count)} onClick={onShow}>
              {strings.show}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
