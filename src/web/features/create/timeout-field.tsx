import { useCallback } from "react";
import { Button } from "#web/design/button.tsx";
import { Field } from "#web/design/field.tsx";
import { TickingText } from "#web/design/ticking-text.tsx";
import { longDuration } from "#web/lib/duration.ts";
import { localMoment } from "#web/lib/local-time.ts";
import { createStrings } from "#web/strings/create.ts";
import { timeoutIssueWords } from "./issue-words.ts";
import type { CheckedTimeout } from "./validate.ts";

/** Seconds. */
const presets = [60, 300, 900, 3_600, 14_400, 86_400] as const;

interface TimeoutFieldProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly checked: CheckedTimeout;
  readonly maxSeconds: number | undefined;
  readonly inputId: string;
}

/** How long it may run, with the moment that ends it. */
export function TimeoutField({ text, onChange, checked, maxSeconds, inputId }: TimeoutFieldProps) {
  const seconds = checked.ok ? checked.value : undefined;
  const until = useCallback(
    (now: number) =>
      seconds === undefined
        ? ""
        : createStrings.until(longDuration(seconds), localMoment(now + seconds * 1000, now)),
    [seconds],
  );
  return (
    <div className="flex flex-col gap-1.5">
      <Field
        label={createStrings.timeout}
        hint={createStrings.timeoutHint(maxSeconds)}
        error={checked.ok ? undefined : timeoutIssueWords(checked.error)}
      >
        {(control) => (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <input
              {...control}
              data-field={inputId}
              className="input-box w-28"
              autoComplete="off"
              value={text}
              onChange={(event) => onChange(event.target.value)}
            />
            <TickingText read={until} className="font-medium" />
          </div>
        )}
      </Field>
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">{createStrings.presets}</legend>
        {presets
          .filter((preset) => maxSeconds === undefined || preset <= maxSeconds)
          .map((preset) => (
            <Button
              key={preset}
              size="small"
              aria-pressed={preset === seconds}
              className="aria-pressed:border-accent aria-pressed:bg-bg-selected"
              onClick={() => onChange(longDuration(preset))}
            >
              {longDuration(preset)}
            </Button>
          ))}
      </fieldset>
    </div>
  );
}
