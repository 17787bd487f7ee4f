import { useState, type RefObject } from "react";
import { Button } from "#web/design/button.tsx";
import { useToasts } from "#web/design/toasts.tsx";
import { seenValues } from "#web/fleet/seen-values.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { useStore } from "#web/lib/use-store.ts";
import type { RecentsStore } from "#web/prefs/recents.ts";
import { createStrings } from "#web/strings/create.ts";
import { addPairs, removed, type Focus } from "./metadata-rows.ts";
import { PairEditor } from "./pair-editor.tsx";
import { TemplateField } from "./template-field.tsx";
import { TimeoutField } from "./timeout-field.tsx";
import type { CreateFormState } from "./use-create-form.ts";
import type { PairKind } from "./validate.ts";

/** Where the cursor goes; each new place sends it there. */
export type Place =
  | { readonly kind: "template" | "timeout" }
  | { readonly kind: PairKind; readonly focus: Focus };

interface CreateFieldsProps {
  readonly state: CreateFormState;
  readonly recents: RecentsStore;
  readonly maxTimeoutSeconds: number | undefined;
  /** An attempt to send was made: everything wrong is said. */
  readonly saysAll: boolean;
  /** What the upstream said about the template. */
  readonly templateError: string | undefined;
  readonly place: Place | undefined;
  readonly onPlace: (place: Place) => void;
  readonly templateRef: RefObject<HTMLInputElement | null>;
  readonly onDone: () => void;
}

/** The form itself. */
export function CreateFields(props: CreateFieldsProps) {
  const { state, recents, maxTimeoutSeconds, saysAll, templateError, place, onPlace, templateRef, onDone } =
    props;
  const { form, change, changeRows, rowIssues, templateIssue } = state;
  const { fleet } = useFleetServices();
  const toasts = useToasts();
  const known = useStore(recents);
  // What was seen when the dialog opened: suggestions keep their order while it is open.
  const [seen] = useState(() => seenValues(fleet.knownRows()));
  const focusIn = (kind: PairKind): Focus | undefined =>
    place && "focus" in place && place.kind === kind ? place.focus : undefined;

  const moveToEnvironment = (id: number) => {
    const row = form.metadata.rows.find((each) => each.id === id);
    if (!row) return;
    const environment = addPairs(form.environment, [[row.key, row.value]]);
    change({ metadata: removed(form.metadata, id).state, environment });
    const moved = environment.rows.find(({ key }) => key === row.key);
    if (moved) onPlace({ kind: "environment", focus: { id: moved.id, part: "value" } });
    toasts.announce(createStrings.moved(row.key));
  };

  return (
    <div className="flex flex-col gap-5">
      <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        <TemplateField
          value={form.template}
          onChange={(template) => change({ template })}
          error={saysAll && templateIssue ? createStrings.templateIssues[templateIssue] : templateError}
          inputRef={templateRef}
        />
        <TimeoutField
          inputId="timeout"
          text={form.timeout}
          onChange={(timeout) => change({ timeout })}
          checked={state.timeout}
          maxSeconds={maxTimeoutSeconds}
        />
      </div>
      <fieldset className="flex flex-wrap gap-x-6 gap-y-1">
        <legend className="mb-1 font-medium">{createStrings.onTimeout}</legend>
        {(["kill", "pause"] as const).map((choice) => (
          <label key={choice} className="flex min-h-6 items-center gap-2">
            <input
              type="radio"
              name="on-timeout"
              className="size-4 shrink-0 accent-accent"
              checked={form.onTimeout === choice}
              onChange={() => change({ onTimeout: choice })}
            />
            {createStrings.onTimeouts[choice]}
          </label>
        ))}
      </fieldset>
      <PairEditor
        kind="metadata"
        rows={form.metadata}
        onChange={(next) => changeRows("metadata", next)}
        issues={rowIssues.metadata}
        saysAll={saysAll}
        focus={focusIn("metadata")}
        onFocus={(focus) => onPlace({ kind: "metadata", focus })}
        sources={{ recents: known, seen }}
        onDone={onDone}
        onMove={moveToEnvironment}
      />
      {known.keys.length > 0 && (
        <Button
          size="small"
          variant="quiet"
          className="-mt-3 self-start text-fg-muted"
          onClick={() => {
            recents.clear();
            toasts.announce(createStrings.recentsForgotten);
            // The button goes, and in a dialog the focus may not fall out of it.
            templateRef.current?.focus();
          }}
        >
          {createStrings.forgetRecents}
        </Button>
      )}
      <PairEditor
        kind="environment"
        rows={form.environment}
        onChange={(next) => changeRows("environment", next)}
        issues={rowIssues.environment}
        saysAll={saysAll}
        focus={focusIn("environment")}
        onFocus={(focus) => onPlace({ kind: "environment", focus })}
        onDone={onDone}
      />
      <details>
        <summary className="font-medium">{createStrings.more}</summary>
        <div className="mt-2 flex flex-col gap-2">
          <label className="flex min-h-6 items-center gap-2">
            <input
              type="checkbox"
              className="size-4 shrink-0 accent-accent"
              checked={form.internet}
              onChange={(event) => change({ internet: event.target.checked })}
            />
            {createStrings.internet}
          </label>
          <label className="flex min-h-6 items-center gap-2">
            <input
              type="checkbox"
              className="size-4 shrink-0 accent-accent"
              checked={form.autoResume && form.onTimeout === "pause"}
              disabled={form.onTimeout !== "pause"}
              aria-describedby="auto-resume-why"
              onChange={(event) => change({ autoResume: event.target.checked })}
            />
            {createStrings.autoResume}
          </label>
          <p id="auto-resume-why" className="text-xs text-fg-muted">
            {form.onTimeout === "pause" ? "" : createStrings.autoResumeNeedsPause}
          </p>
        </div>
      </details>
    </div>
  );
}
