import * as v from "valibot";
import { fail, ok, type Result } from "#contract/result.ts";
import { distinctConditions } from "#query/ast.ts";
import { fitsUrl, viewSearch } from "#web/view/view-link.ts";
import { parseView } from "#web/view/view.ts";
import {
  LONGEST_SEARCH,
  MOST_VIEWS,
  readName,
  viewNamed,
  type NameProblem,
  type SavedView,
} from "./saved-view.ts";

/** What a view consists of, by the names it has in URLs and files. */
const viewParts = ["q", "cols", "sort", "group"] as const;
export type ViewPart = (typeof viewParts)[number];

/** A view as it was read, and what of it was not taken. */
export interface ReadView extends SavedView {
  /** How many conditions are left out, as they are on masked values. */
  readonly privateCount: number;
  /** Parts that say nothing this version knows. */
  readonly lost: readonly ViewPart[];
}

/** Why one view of a file cannot be had. `message` is the query language's own. */
export type ViewProblem = { readonly place: number; readonly name: string | undefined } & (
  | { readonly why: "not-a-view" | "name-twice" | "too-long" | "private" }
  | { readonly why: "name"; readonly problem: NameProblem }
  | { readonly why: "query"; readonly message: string }
);

/** Why nothing of a text can be had. */
export type ViewsProblem = "not-json" | "not-views" | "other-version" | "too-many";

export interface ReadViews {
  readonly views: readonly ReadView[];
  /** In the order of the file; places count from 1. */
  readonly problems: readonly ViewProblem[];
}

const part = v.optional(v.string());
const viewSchema = v.object({ name: v.string(), q: part, cols: part, sort: part, group: part });
type ViewEntry = v.InferOutput<typeof viewSchema>;
const fileSchema = v.object({ version: v.unknown(), views: v.array(v.unknown()) });

/** The text of a file that holds views: JSON a person can read and write. */
export const printViews = (views: readonly SavedView[]): string =>
  JSON.stringify(
    {
      version: 1,
      views: views.map(({ name, search }) => ({ name, ...Object.fromEntries(new URLSearchParams(search)) })),
    },
    undefined,
    2,
  );

/**
 * Reads such a text. A view that is not right takes none of the others with it. Values that are masked on screen are never taken. A hundred long
 * queries take long to read: after each view `pause` is asked to let others go first.
 */
export async function readViews(
  text: string,
  pause: () => Promise<void>,
): Promise<Result<ReadViews, ViewsProblem>> {
  const json = readJson(text);
  if (!json.ok) return fail("not-json");
  const file = v.safeParse(fileSchema, json.value);
  if (!file.success) return fail("not-views");
  if (file.output.version !== 1) return fail("other-version");
  if (file.output.views.length > MOST_VIEWS) return fail("too-many");
  const views: ReadView[] = [];
  const problems: ViewProblem[] = [];
  for (const [index, entry] of file.output.views.entries()) {
    const read = readView(entry, index + 1, views);
    if (read.ok) views.push(read.value);
    else problems.push(read.error);
    await pause();
  }
  return ok({ views, problems });
}

function readView(
  value: unknown,
  place: number,
  before: readonly SavedView[],
): Result<ReadView, ViewProblem> {
  const entry = v.safeParse(viewSchema, value);
  if (!entry.success) return fail({ place, name: undefined, why: "not-a-view" });
  const name = readName(entry.output.name);
  if (!name.ok) return fail({ place, name: undefined, why: "name", problem: name.error });
  const at = { place, name: name.value };
  if (viewNamed(before, name.value)) return fail({ ...at, why: "name-twice" });
  const parts = partsOf(entry.output);
  const length = parts.reduce((sum, [, text]) => sum + text.length, 0);
  if (length > LONGEST_SEARCH) return fail({ ...at, why: "too-long" });

  const view = parseView(`?${new URLSearchParams(parts).toString()}`);
  const [error] = view.queryErrors;
  if (error) return fail({ ...at, why: "query", message: error.message });
  const search = viewSearch(view);
  if (search.length > LONGEST_SEARCH) return fail({ ...at, why: "too-long" });
  const printed = new URLSearchParams(search);
  const privateCount = distinctConditions(view.query).filter((condition) => !fitsUrl(condition)).length;
  if (privateCount > 0 && !printed.has("q")) return fail({ ...at, why: "private" });
  return ok({
    name: name.value,
    search,
    privateCount,
    lost: parts.map(([known]) => known).filter((known) => known !== "q" && !printed.has(known)),
  });
}

const partsOf = (entry: ViewEntry): [ViewPart, string][] =>
  viewParts.flatMap((known): [ViewPart, string][] => {
    const text = entry[known];
    return text === undefined || text === "" ? [] : [[known, text]];
  });

function readJson(text: string): Result<unknown, undefined> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return fail(undefined);
  }
}
