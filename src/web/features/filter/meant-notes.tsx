import { useMemo } from "react";
import { meant } from "#query/meant.ts";
import { parse } from "#query/parse.ts";
import { shownCondition } from "#query/print.ts";
import { Button } from "#web/design/button.tsx";
import { Icon } from "#web/design/icon.tsx";
import { seenValues } from "#web/fleet/seen-values.ts";
import type { FleetRow } from "#web/fleet/row.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { suggestStrings } from "#web/strings/suggest.ts";
import type { Bar } from "./use-query-bar.ts";

/** More would be a page of advice. */
const MOST = 3;

/** Tells whether some sandbox has a key. Counted only once it is asked, which is if a condition looks like a slip. */
function keyKnowledge(rows: () => readonly FleetRow[]): (key: string) => boolean {
  let keys: ReadonlySet<string> | undefined;
  return (key) => {
    keys ??= new Set(
      seenValues(rows())
        .keys()
        .map(({ text }) => text),
    );
    return keys.has(key);
  };
}

/** What was probably meant by conditions that are right as they are written, but ask for something else. */
export function MeantNotes({ bar }: { readonly bar: Bar }) {
  const { fleet } = useFleetServices();
  const { query } = bar;
  const slips = useMemo(() => meant(query, keyKnowledge(fleet.knownRows)), [query, fleet]);
  return slips.slice(0, MOST).map(({ condition, slip, text, instead }) => {
    const [better] = slip === "small-word" ? [] : parse(text).query.conditions;
    const shown = better ? shownCondition(better) : text;
    return (
      <p key={text} className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-fg-muted">
        <Icon name="info" className="shrink-0" />
        <span className="min-w-0 break-words">{suggestStrings.meant[slip](shownCondition(condition))}</span>
        <Button
          size="small"
          onClick={() => {
            bar.apply(instead, suggestStrings.usedInstead(shown));
            bar.input.current?.focus();
          }}
        >
          {suggestStrings.instead(shown)}
        </Button>
      </p>
    );
  });
}
