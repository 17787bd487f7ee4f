import { Button } from "#web/design/button.tsx";
import { useGoneWithFocus } from "#web/lib/use-gone-with-focus.ts";
import { browseStrings as strings } from "#web/strings/browse.ts";

interface WaitingRowsProps {
  readonly count: number;
  readonly onShow: () => void;
  /** The button with the focus is gone: nothing waits any more. */
  readonly onGone: () => void;
}

/**
 * How many rows wait because they would push what one looks at; said once by voice, too. It stands over the heading of the rows' buttons,
 * which has nothing to see or to press: over rows it would cover theirs.
 */
export function WaitingRows(props: WaitingRowsProps) {
  const { count } = props;
  return (
    <>
      <output aria-label={strings.newName} data-react-aria-top-layer="" className="sr-only">
        {count > 0 && strings.waiting(count)}
      </output>
      {count > 0 && <ShowButton {...props} />}
    </>
  );
}

function ShowButton({ count, onShow, onGone }: WaitingRowsProps) {
  return (
    <Button
      ref={useGoneWithFocus(onGone)}
      size="small"
      variant="primary"
      className="absolute end-4 top-1 z-20 px-1.5! tabular-nums"
      aria-label={strings.showWaiting(count)}
      title={strings.showWaiting(count)}
      onClick={onShow}
    >
      {strings.waiting(count)}
    </Button>
  );
}
