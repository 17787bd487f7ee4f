import * as v from "valibot";
import { createKeptStore, type KeptStore, type Memory } from "./kept-store.ts";
import { LONGEST_SEARCH, MOST_VIEWS, readName, viewNamed, type SavedView } from "./saved-view.ts";

/** The views saved in this browser for one upstream, in the operator's order. */
export type ViewsStore = KeptStore<readonly SavedView[]>;

/**
 * Only the form is looked at: the page starts with this. What a search says is read when it is shown, by the codec of the URL, which tells what
 * it does not understand.
 */
const viewSchema = v.object({
  name: v.string(),
  search: v.pipe(v.string(), v.regex(/^(?:\?.*)?$/s), v.maxLength(LONGEST_SEARCH)),
});
const schema = v.object({ version: v.literal(1), views: v.array(v.unknown()) });

/** Of what cannot be read, the rest is taken. */
export const createViews = (memory: Memory, upstream: string): ViewsStore =>
  createKeptStore<readonly SavedView[]>(memory, {
    place: `sandbar:views:${upstream}`,
    read: readStored,
    write: (views) => (views.length === 0 ? undefined : JSON.stringify({ version: 1, views })),
  });

function readStored(text: string | null): readonly SavedView[] {
  if (text === null) return [];
  try {
    const parsed = v.safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.output.views.reduce(withStored, []) : [];
  } catch {
    return [];
  }
}

function withStored(views: readonly SavedView[], value: unknown): readonly SavedView[] {
  const parsed = v.safeParse(viewSchema, value);
  const name = parsed.success ? readName(parsed.output.name) : undefined;
  if (!parsed.success || !name?.ok || views.length >= MOST_VIEWS || viewNamed(views, name.value))
    return views;
  return [...views, { name: name.value, search: parsed.output.search }];
}
