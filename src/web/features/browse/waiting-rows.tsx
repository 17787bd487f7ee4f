import { Button } from "#web/design/button.tsx";
import { browseStrings as strings } from "#web/strings/browse.ts";

interface WaitingRowsProps {
  readonly count: number;
  readonly onShow: () => void;
}

/**
 * How many rows wait because they would push what one looks at; said once by voice, too. It stands over the heading of the rows' buttons,
 * which has nothing to see or to press: over rows it would cover theirs.
 */
export function WaitingRows({ count, onShow }: WaitingRowsProps) {
  return (
    <>
      <output aria-label={strings.newName} data-react-aria-top-layer="" className="sr-only">
        {count > 0 && strings.waiting(count)}
      </output>
      {count > 0 && (
        <Button
          size="small"
          variant="primary"
          className="absolute end-4 top-1 z-20 px-1.5! tabular-nums"
          aria-label={strings.showWaiting(count)}
          title={strings.showWaiting(count)}
          onClick={onShow}
        >
          {strings.waiting(count)}
        </Button>
      )}
    </>
  );
}
