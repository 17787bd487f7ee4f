import { Icon } from "#web/design/icon.tsx";
import type { SavedView } from "#web/prefs/saved-view.ts";
import type { ReadView, ReadViews, ViewPart, ViewProblem } from "#web/prefs/view-codec.ts";
import { viewStrings } from "#web/strings/views.ts";
import { viewSummary } from "./current-view.ts";
import { standingOf, type ClashChoice } from "./import-plan.ts";

interface ImportReportProps {
  readonly read: ReadViews;
  readonly saved: readonly SavedView[];
  readonly choice: ClashChoice;
  readonly onChoiceChange: (choice: ClashChoice) => void;
}

/** What is in a file of views: each view and how it stands to the saved ones, and each that cannot be had with the reason. */
export function ImportReport({ read, saved, choice, onChoiceChange }: ImportReportProps) {
  const { views, problems } = read;
  const clashes = views.filter((view) => standingOf(view, saved) === "clash");
  return (
    <div className="flex flex-col gap-4">
      <p className="font-medium">{viewStrings.found(views.length)}</p>
      {views.length > 0 && (
        <ul className="-mt-3 flex flex-col rounded-box border border-line">
          {views.map((view) => (
            <FoundView key={view.name} view={view} saved={saved} />
          ))}
        </ul>
      )}
      {clashes.length > 0 && (
        <fieldset className="flex flex-col gap-1">
          <legend className="font-medium">{viewStrings.clashes(clashes.length)}</legend>
          {(["both", "replace"] as const).map((value) => (
            <label key={value} className="flex min-h-6 items-center gap-2">
              <input
                type="radio"
                name="clash"
                className="size-4 accent-accent"
                checked={choice === value}
                onChange={() => onChoiceChange(value)}
              />
              {viewStrings.clashChoices[value]}
            </label>
          ))}
        </fieldset>
      )}
      {problems.length > 0 && (
        <div className="flex items-start gap-2 text-xs">
          <Icon name="warning" className="shrink-0 text-warn-text" />
          <div className="min-w-0">
            <p className="font-medium">{viewStrings.notTaken(problems.length)}</p>
            <ul className="list-disc ps-4">
              {problems.map((problem) => (
                <li key={problem.place} className="break-words">
                  {viewStrings.problem(problem.place, problem.name, problemWords(problem))}
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </div>
  );
}

function FoundView({ view, saved }: { readonly view: ReadView; readonly saved: readonly SavedView[] }) {
  const notes = [
    viewStrings.standing[standingOf(view, saved)],
    ...(view.privateCount > 0 ? [viewStrings.leftOut(view.privateCount)] : []),
    ...(view.lost.length > 0 ? [viewStrings.lost(view.lost.map(partName))] : []),
  ];
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 border-line px-3 py-1 not-first:border-t">
      <bdi className="min-w-0 break-words">{view.name}</bdi>
      <bdi className="min-w-0 flex-1 basis-40 truncate font-mono text-xs text-fg-muted">
        {viewSummary(view.search)}
      </bdi>
      <span className="text-xs text-fg-muted">{notes.join(" · ")}</span>
    </li>
  );
}

const partNames: Readonly<Record<ViewPart, string>> = {
  q: viewStrings.query,
  cols: viewStrings.columns,
  sort: viewStrings.sort,
  group: viewStrings.group,
};
const partName = (part: ViewPart): string => partNames[part];

function problemWords(problem: ViewProblem): string {
  if (problem.why === "query") return problem.message;
  return problem.why === "name"
    ? viewStrings.problems.name[problem.problem]
    : viewStrings.problems[problem.why];
}
