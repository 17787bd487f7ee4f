import { useCallback, useLayoutEffect, useId, useRef, useState, type FormEvent } from "react";
import { useConsoleInfo } from "#web/data/use-console-info.ts";
import { Button } from "#web/design/button.tsx";
import { Field } from "#web/design/field.tsx";
import { Modal } from "#web/design/modal.tsx";
import { TickingText } from "#web/design/ticking-text.tsx";
import { useToasts } from "#web/design/toasts.tsx";
import type { FleetRow } from "#web/fleet/row.ts";
import { systemClock } from "#web/lib/clock.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { longDuration } from "#web/lib/duration.ts";
import { localMoment } from "#web/lib/local-time.ts";
import { lifetimeStrings } from "#web/strings/lifetime.ts";
import {
  firstTimeout,
  lifetimePresets,
  newDeadline,
  readTimeout,
  type TimeoutProblem,
} from "./lifetime-choice.ts";

/** Until the server has said what it allows; it refuses what is more. */
const MAX_SECONDS = 86_400;

interface LifetimeDialogProps {
  readonly row: FleetRow;
  /** `resume` wakes a paused sandbox, `extend` moves a running one's deadline. */
  readonly kind: "resume" | "extend";
  readonly onClose: () => void;
}

/** Asks for how long a sandbox may run from now, and shows when that ends. */
export function LifetimeDialog({ row, kind, onClose }: LifetimeDialogProps) {
  const formId = useId();
  const { info } = useConsoleInfo();
  const { control } = useFleetServices();
  const toasts = useToasts();
  const maxSeconds = info?.limits.maxTimeoutSeconds ?? MAX_SECONDS;
  const [openedAt] = useState(() => systemClock.now());
  const [text, setText] = useState(() =>
    longDuration(firstTimeout(kind, row.endMillis, maxSeconds, openedAt)),
  );
  const timeout = readTimeout(text, maxSeconds);
  const isShorter =
    timeout.ok && newDeadline(kind, timeout.value, row.endMillis, openedAt).shortensBySeconds !== undefined;
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!timeout.ok || info?.readOnly) return;
    onClose();
    const outcome = await control[kind](row.sandboxID, timeout.value);
    if (outcome.ok) toasts.announce(lifetimeStrings.done[kind](row.sandboxID));
    else
      toasts.show({
        tone: "danger",
        text: lifetimeStrings.failed[kind](row.sandboxID, outcome.error.message),
      });
  };
  const refused = info?.readOnly
    ? lifetimeStrings.readOnly
    : timeout.ok
      ? undefined
      : problemWords(timeout.error, maxSeconds);

  return (
    <Modal
      title={lifetimeStrings.title[kind]}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{lifetimeStrings.cancel}</Button>
          <Button type="submit" form={formId} variant="primary" disabledReason={refused}>
            {isShorter ? lifetimeStrings.shorten(timeout.value) : lifetimeStrings.submit[kind]}
          </Button>
        </>
      }
    >
      <form id={formId} className="flex flex-col gap-4" noValidate onSubmit={(event) => void submit(event)}>
        <div className="flex flex-col gap-1">
          <p className="font-mono break-all">{row.sandboxID}</p>
          <p className="text-fg-muted">{lifetimeStrings.explain[kind]}</p>
        </div>
        <Field
          label={lifetimeStrings.timeout}
          hint={lifetimeStrings.timeoutHint(maxSeconds)}
          error={timeout.ok ? undefined : problemWords(timeout.error, maxSeconds)}
        >
          {(attributes) => (
            <input
              {...attributes}
              ref={input}
              className="input-box max-w-48"
              autoComplete="off"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <fieldset className="flex flex-wrap gap-1">
          <legend className="sr-only">{lifetimeStrings.presets}</legend>
          {lifetimePresets(maxSeconds).map((seconds) => (
            <Button
              key={seconds}
              size="small"
              aria-pressed={timeout.ok && timeout.value === seconds}
              className="aria-pressed:border-accent aria-pressed:bg-bg-selected"
              onClick={() => setText(longDuration(seconds))}
            >
              {lifetimeStrings.preset(seconds)}
            </Button>
          ))}
        </fieldset>
        {timeout.ok && <Deadline row={row} kind={kind} seconds={timeout.value} />}
      </form>
    </Modal>
  );
}

interface DeadlineProps {
  readonly row: FleetRow;
  readonly kind: "resume" | "extend";
  readonly seconds: number;
}

/** The end this timeout would set, which moves while one thinks about it, beside the present one. */
function Deadline({ row, kind, seconds }: DeadlineProps) {
  const { endMillis } = row;
  const endsNow = useCallback(
    (now: number) => lifetimeStrings.endsNow(localMoment(endMillis, now)),
    [endMillis],
  );
  const endsThen = useCallback(
    (now: number) =>
      lifetimeStrings.endsThen(localMoment(newDeadline(kind, seconds, endMillis, now).endMillis, now)),
    [kind, seconds, endMillis],
  );
  const shortens = useCallback(
    (now: number) => {
      const { shortensBySeconds } = newDeadline(kind, seconds, endMillis, now);
      return shortensBySeconds === undefined ? "" : lifetimeStrings.shortens(shortensBySeconds);
    },
    [kind, seconds, endMillis],
  );
  return (
    <div className="flex flex-col">
      {kind === "extend" && <TickingText className="text-fg-muted" read={endsNow} />}
      <TickingText className="font-medium" read={endsThen} />
      <TickingText className="text-warn-text" read={shortens} />
    </div>
  );
}

function problemWords(problem: TimeoutProblem, maxSeconds: number): string {
  return problem === "too-long"
    ? lifetimeStrings.problems["too-long"](maxSeconds)
    : lifetimeStrings.problems[problem];
}
