import type { Template } from "#contract/account.ts";
import type { ListFilter } from "#contract/list-query.ts";
import { metadataValue } from "#contract/metadata.ts";
import type { ListedSandbox } from "#contract/sandbox.ts";
import { timestampToMicros } from "#contract/timestamp.ts";
import type { ListPage } from "#web/data/sandboxes.ts";
import type { ListParameter } from "../upstream-facts.ts";

/** How an upstream can be other than it should. */
export interface FakeListOptions {
  readonly pageSize?: number;
  /** Parameters it does not look at. */
  readonly ignores?: readonly ListParameter[];
  /** Parameters it takes for metadata that no sandbox has. */
  readonly takesForMetadata?: readonly ListParameter[];
  /** Cuts pages first and filters them then, so that they come short, and some empty. */
  readonly filtersAfterLimit?: boolean;
  readonly repeatsCursor?: boolean;
  /** Cursors count the rows before, so that pages shift while sandboxes start and end. */
  readonly countsRows?: boolean;
  readonly tellsTotal?: boolean;
}

/** Rows carry the id and the first alias only. */
export const fakeTemplates: readonly Template[] = [
  { templateID: "base", aliases: ["base"], names: ["team/base"] },
  { templateID: "other", aliases: ["first", "second"], names: ["team/first"] },
];

const templateOf = (name: string): string =>
  fakeTemplates.find(
    ({ templateID, aliases, names }) =>
      templateID === name || aliases?.includes(name) || names?.includes(name),
  )?.templateID ?? name;

const starts = new Map<string, number>();

/** Microseconds since 1970, parsed once: lists are sorted for every page. */
const startOf = ({ startedAt }: ListedSandbox): number => {
  const known = starts.get(startedAt);
  if (known !== undefined) return known;
  const parsed = timestampToMicros(startedAt);
  const micros = parsed.ok ? parsed.value : 0;
  starts.set(startedAt, micros);
  return micros;
};

/** Whether a sandbox passes the filters that the upstream looks at. */
function filterOf(
  { metadata, state, template, startedAfter, order }: ListFilter,
  { ignores = [], takesForMetadata = [] }: FakeListOptions,
): (sandbox: ListedSandbox) => boolean {
  const asked = { metadata: metadata.length > 0 || undefined, state, template, startedAfter, order };
  if (takesForMetadata.some((parameter) => asked[parameter] !== undefined)) return () => false;
  const looksAt = (parameter: ListParameter) =>
    asked[parameter] !== undefined && !ignores.includes(parameter);
  const templateID = template === undefined ? undefined : templateOf(template);
  const since = startedAfter === undefined ? undefined : timestampToMicros(startedAfter);
  const tests: ((sandbox: ListedSandbox) => boolean)[] = [];
  if (looksAt("metadata"))
    tests.push((sandbox) => metadata.every(([key, value]) => metadataValue(sandbox.metadata, key) === value));
  if (looksAt("state")) tests.push((sandbox) => sandbox.state === state);
  if (looksAt("template")) tests.push((sandbox) => sandbox.templateID === templateID);
  if (looksAt("startedAfter")) tests.push((sandbox) => !since?.ok || startOf(sandbox) >= since.value);
  return (sandbox) => tests.every((test) => test(sandbox));
}

const isAscending = ({ order }: ListFilter, { ignores = [] }: FakeListOptions): boolean =>
  order === "asc" && !ignores.includes("order");

/** The sandboxes of a list in its order: by start, then by id. */
export function fakeList(
  all: Iterable<ListedSandbox>,
  filter: ListFilter,
  options: FakeListOptions = {},
): readonly ListedSandbox[] {
  const newestFirst = [...all]
    .filter(filterOf(filter, options))
    .sort((a, b) => startOf(b) - startOf(a) || (a.sandboxID < b.sandboxID ? -1 : 1));
  return isAscending(filter, options) ? newestFirst.toReversed() : newestFirst;
}

/** One page of it, by keyset: starts are unique. */
export function fakePage(
  all: readonly ListedSandbox[],
  filter: ListFilter,
  cursor: string | undefined,
  options: FakeListOptions,
): Omit<ListPage, "requestedAt"> {
  const { pageSize = 100, filtersAfterLimit = false, repeatsCursor = false, tellsTotal = false } = options;
  const { countsRows = false } = options;
  const order = filter.order === undefined ? {} : { order: filter.order };
  const list = fakeList(all, filtersAfterLimit ? { metadata: [], ...order } : filter, options);
  const sign = isAscending(filter, options) ? -1 : 1;
  const from = countsRows ? Number(cursor ?? 0) : 0;
  const behind = list.filter((sandbox, index) =>
    countsRows ? index >= from : cursor === undefined || sign * (startOf(sandbox) - Number(cursor)) < 0,
  );
  const cut = behind.slice(0, pageSize);
  const last = cut.at(-1);
  const own =
    last && behind.length > cut.length ? String(countsRows ? from + cut.length : startOf(last)) : undefined;
  return {
    rows: filtersAfterLimit ? cut.filter(filterOf(filter, options)) : cut,
    next: repeatsCursor ? (cursor ?? own) : own,
    totalRunning: tellsTotal
      ? fakeList(all, filter, options).filter(({ state }) => state === "running").length
      : undefined,
  };
}
