import type { Plan } from "#query/plan.ts";
import { browseStrings as strings } from "#web/strings/browse.ts";
import { checkedInBrowser } from "./fleet-status-text.ts";

/** What the browser checks itself. Why is a sentence for each reason, which a narrow window shows when it is asked for. */
export function CheckedHere({ plan }: { readonly plan: Plan }) {
  const checked = checkedInBrowser(plan);
  if (!checked) return null;
  const count = strings.checkedHere(checked.count);
  return (
    <>
      <span className="min-w-0 break-words text-fg-muted max-[719px]:hidden">
        {`${count}: ${checked.whys}`}
      </span>
      <details className="min-w-0 break-words text-fg-muted open:basis-full min-[720px]:hidden">
        <summary className="min-h-6 cursor-pointer leading-6">{count}</summary>
        <p>{checked.whys}</p>
      </details>
    </>
  );
}
