import { useState, type FocusEvent } from "react";
import { fieldSubject, metadataSubject, type Subject } from "#query/subject.ts";
import { Button } from "#web/design/button.tsx";
import { rankByText } from "#web/lib/rank.ts";
import { facetsStrings as strings } from "#web/strings/facets.ts";
import { FacetGroup } from "./facet-group.tsx";
import { useFacets } from "./use-facets.ts";
import { useHeldOrder } from "./use-held-order.ts";

const builtIn: readonly { readonly subject: Subject; readonly startsOpen: boolean }[] = [
  { subject: fieldSubject("state"), startsOpen: true },
  { subject: fieldSubject("template"), startsOpen: true },
  { subject: fieldSubject("age"), startsOpen: false },
  { subject: fieldSubject("cpu"), startsOpen: false },
  { subject: fieldSubject("mem"), startsOpen: false },
];

/** So many keys stand there before one asks for more, and so many of them are unfolded at first. */
const FIRST_KEYS = 20;
const FIRST_OPEN = 3;
/** From so many on they can be searched. */
const MANY_KEYS = 12;

/** All facets: built-in fields, then metadata keys, those that most of the loaded sandboxes have first. */
export function FacetsPanel() {
  const { counts } = useFacets();
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const [typed, setTyped] = useState("");
  const [limit, setLimit] = useState(FIRST_KEYS);
  const isHeld = isPointed || isFocused;
  const keys = useHeldOrder(counts.keys(), ({ key }) => key, isHeld);
  const listedKeys = keys.filter(({ isSearchOnly }) => !isSearchOnly);
  const unfolded = new Set(listedKeys.slice(0, FIRST_OPEN).map(({ key }) => key));
  const matching = rankByText(keys, typed, ({ key }) => key, "fuzzy");
  const shown = matching.slice(0, limit);

  if (!counts.isCounted) return <p className="p-3 text-xs text-fg-muted">{strings.counting}</p>;
  return (
    <div
      className="flex flex-col"
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={({ currentTarget, relatedTarget }: FocusEvent) =>
        setFocused(currentTarget.contains(relatedTarget))
      }
    >
      {/* Said of all too: a line that went with the end of the reading would move what one is about to press. */}
      <p className="px-3 pt-2 pb-1 text-xs text-fg-muted">
        {counts.isPartial ? strings.countedFrom(counts.rows) : strings.countedAll(counts.rows)}
      </p>
      {builtIn.map(({ subject, startsOpen }) => (
        <FacetGroup
          key={`field ${subject.kind === "field" ? subject.name : ""}`}
          {...{ subject, startsOpen, isHeld }}
        />
      ))}
      {keys.length >= MANY_KEYS && (
        <input
          type="search"
          value={typed}
          aria-label={strings.findKey}
          placeholder={strings.findKey}
          className="input-box mx-3 my-1 min-h-7! font-mono text-xs placeholder:font-sans"
          autoComplete="off"
          spellCheck="false"
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      {shown.map(({ key, rows }) => (
        <FacetGroup
          key={`key ${key}`}
          subject={metadataSubject(key)}
          share={rows / counts.rows}
          startsOpen={unfolded.has(key)}
          isHeld={isHeld}
        />
      ))}
      {typed !== "" && matching.length === 0 && (
        <p className="px-3 py-1 text-xs text-fg-muted">{strings.noSuchKey}</p>
      )}
      {matching.length > shown.length && (
        <Button
          size="small"
          variant="quiet"
          className="mx-2 self-start text-fg-muted"
          onClick={({ currentTarget }) => {
            setLimit(limit + FIRST_KEYS);
            // With the last keys the button goes; they come behind the facet above it.
            if (matching.length <= limit + FIRST_KEYS)
              currentTarget.previousElementSibling?.querySelector("button")?.focus();
          }}
        >
          {strings.moreKeys(matching.length - shown.length)}
        </Button>
      )}
    </div>
  );
}
