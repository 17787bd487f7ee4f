import { expect, test } from "vitest";
import { emptyQuery, fieldIs, metadataIs } from "#query/ast.ts";
import { parseColumns } from "./columns-text.ts";
import { defaultColumns, withColumn, withoutColumn, withWidth } from "./columns.ts";
import { createFakeBrowser } from "./testing/fake-browser.ts";
import { createViewStore, type ColumnMemory } from "./view-store.ts";

/** What a browser remembers of columns. */
function createMemory(text?: string): ColumnMemory & { text: string | undefined } {
  const memory = {
    text,
    get: () => memory.text,
    set: (next: string | undefined) => {
      memory.text = next;
    },
  };
  return memory;
}

const prod = metadataIs("env", "prod");

test("each change is one entry of history, which Back takes back", () => {
  const { holder, entries, back } = createFakeBrowser("?q=team=core");
  const view = createViewStore(holder);
  expect(view.get().query).toEqual({ conditions: [metadataIs("team", "core")] });
  view.setQuery({ conditions: [prod] });
  view.setOpen("iabc");
  view.setSort({ column: "id", direction: "asc" });
  expect(entries).toEqual([
    "?q=team=core",
    "?q=env=prod",
    "?q=env=prod&open=iabc",
    "?q=env=prod&sort=id:asc&open=iabc",
  ]);
  back();
  back();
  expect(view.get()).toMatchObject({ open: undefined, sort: undefined, query: { conditions: [prod] } });
});

test("what does not change the URL makes no entry", () => {
  const { holder, entries } = createFakeBrowser("?q=env=prod");
  const view = createViewStore(holder);
  view.setQuery({ conditions: [prod] });
  view.setOpen(undefined);
  expect(entries).toHaveLength(1);
});

test("parts that have not changed stay the same objects", () => {
  const view = createViewStore(createFakeBrowser("?q=env=prod&sort=id:asc").holder);
  const { query, sort, shareable } = view.get();
  view.setOpen("iabc");
  expect(view.get().query).toBe(query);
  expect(view.get().shareable).toBe(shareable);
  expect(view.get().sort).toBe(sort);
});

test.each([
  ["a secret", metadataIs("api_key", "sk-123")],
  ["half a character", metadataIs("note", "\uD800")],
])("a condition on %s holds, but stands in no URL", (_, condition) => {
  const { holder, entries, back } = createFakeBrowser();
  const view = createViewStore(holder);
  view.setQuery({ conditions: [prod, condition] });
  expect(view.get().query.conditions).toEqual([prod, condition]);
  expect(view.get().shareable.conditions).toEqual([prod]);
  expect(view.get().privateCount).toBe(1);
  expect(entries).toEqual(["", "?q=env=prod"]);
  back();
  expect(view.get().query.conditions).toEqual([condition]);
  view.setQuery(emptyQuery);
  expect(view.get()).toMatchObject({ query: emptyQuery, privateCount: 0 });
});

test("tells whoever listens, and nobody after close", () => {
  const { holder, back, listeners } = createFakeBrowser();
  const view = createViewStore(holder);
  let told = 0;
  view.subscribe(() => {
    told += 1;
  });
  view.setQuery({ conditions: [fieldIs("state", "paused")] });
  back();
  expect(told).toBe(2);
  view.close();
  expect(listeners.size).toBe(0);
});

test("what is not understood stays in the URL until it is taken out", () => {
  const { holder, entries } = createFakeBrowser("?q=env=prod%20a,b%20k=");
  const view = createViewStore(holder);
  view.setOpen("iabc");
  view.setQuery({ conditions: [prod, fieldIs("state", "running")] });
  expect(entries.slice(1)).toEqual([
    "?q=env=prod+a,b+k=&open=iabc",
    "?q=env=prod+state:running+a,b+k=&open=iabc",
  ]);
  view.dropUnread();
  expect(entries.at(-1)).toBe("?q=env=prod+state:running&open=iabc");
  expect(view.get()).toMatchObject({ queryErrors: [], unread: "" });
});

test("text that would change what was just chosen goes: the choice is applied", () => {
  const { holder, entries } = createFakeBrowser("?q=a=1%20OR%20b=");
  const view = createViewStore(holder);
  view.setSort({ column: "id", direction: "asc" });
  expect(entries.at(-1)).toBe("?q=a=1+OR+b=&sort=id:asc");
  view.setQuery({ conditions: [prod] });
  expect(entries.at(-1)).toBe("?q=env=prod&sort=id:asc");
});

test.each([
  ["a name", "?q=env=prod&view=My+view", "?q=env=prod"],
  ["other spelling", "?sort=id:asc&q=env%3D%22prod%22%20%20env=prod", "?q=env=prod&sort=id:asc"],
  ["a name beside text that is not understood", "?view=x&q=%22a", "?q=%22a"],
  ["a secret", "?q=api_key=sk-123+env=prod", "?q=env=prod"],
])("a URL with %s is put in order without an entry", (_, search, mended) => {
  const { holder, entries } = createFakeBrowser(search);
  createViewStore(holder);
  expect(entries).toEqual([mended]);
});

test("a secret a link holds is applied all the same", () => {
  const view = createViewStore(createFakeBrowser("?q=api_key=sk-123+env=prod").holder);
  expect(view.get().query.conditions).toEqual([prod, metadataIs("api_key", "sk-123")]);
  expect(view.get()).toMatchObject({ privateCount: 1, shareable: { conditions: [prod] } });
});

test("what cannot be read and may hold a secret is in no URL from the start, and counted until it is seen to", () => {
  const { holder, entries } = createFakeBrowser("?q=env=prod+a,b+api_key==sk-123&view=Mine&open=iabc");
  const view = createViewStore(holder);
  expect(entries).toEqual(["?q=env=prod+a,b&open=iabc"]);
  expect(view.get()).toMatchObject({ leftOut: 1, unread: "a,b", query: { conditions: [prod] } });
  expect(JSON.stringify(view.get())).not.toContain("sk-123");
  view.setSort({ column: "id", direction: "asc" });
  expect(view.get().leftOut).toBe(1);
  view.dropUnread();
  expect(view.get()).toMatchObject({ leftOut: 0, unread: "" });
  expect(entries.join(" ")).not.toContain("sk-123");
});

test("what no URL may hold goes from an entry of history that is come back to as well, and is counted", () => {
  const { holder, entries, back, forward } = createFakeBrowser();
  const view = createViewStore(holder);
  view.setQuery({ conditions: [metadataIs("token", "kept")] });
  holder.history.pushState(null, "", "/?q=env=prod+api_key=sk-123+api_key==sk-456");
  back();
  forward();
  expect(entries.at(-1)).toBe("?q=env=prod");
  expect(view.get()).toMatchObject({ leftOut: 1, privateCount: 2, shareable: { conditions: [prod] } });
  expect(view.get().query.conditions).toEqual([
    ...[prod, metadataIs("token", "kept"), metadataIs("api_key", "sk-123")],
  ]);
  back();
  expect(view.get()).toMatchObject({ leftOut: 0, privateCount: 2 });
});

test("a link's name is known beside what the link shows", () => {
  const { holder } = createFakeBrowser("?q=env=prod&open=iabc&view=My+view");
  const view = createViewStore(holder);
  expect(view.linked).toEqual({ name: "My view", search: "?q=env=prod" });
  expect(view.get().open).toBe("iabc");
  expect(createViewStore(createFakeBrowser("?q=env=prod").holder).linked).toBeUndefined();
});

test("showing a saved view is one entry, leaves the sandbox open, and drops what no view holds", () => {
  const { holder, entries, back } = createFakeBrowser("?q=%22open&open=iabc");
  const view = createViewStore(holder);
  view.setQuery({ conditions: [metadataIs("api_key", "sk-123")] });
  const before = entries.length;
  view.show("?q=env=prod&sort=id:asc");
  expect(entries.slice(before)).toEqual(["?q=env=prod&sort=id:asc&open=iabc"]);
  expect(view.get()).toMatchObject({ privateCount: 0, query: { conditions: [prod] } });
  back();
  expect(view.get().open).toBe("iabc");
});

test("a condition written twice is kept once", () => {
  const { holder, entries } = createFakeBrowser();
  createViewStore(holder).setQuery({ conditions: [prod, prod] });
  expect(entries.at(-1)).toBe("?q=env=prod");
});

test("columns are the URL's, else those remembered, else the usual ones", () => {
  const columnsAt = (search: string, remembered?: string) =>
    createViewStore(createFakeBrowser(search).holder, createMemory(remembered)).get().columns;
  expect(columnsAt("?cols=cpu,m:team", "state")).toEqual(parseColumns("cpu,m:team"));
  expect(columnsAt("?q=env=prod", "state")).toEqual(parseColumns("state"));
  expect(columnsAt("?cols=,,", "no such")).toBe(defaultColumns);
});

test("a change of columns goes into the URL and is remembered; Back takes back both", () => {
  const { holder, entries, back, forward } = createFakeBrowser("?q=env=prod");
  const memory = createMemory();
  const view = createViewStore(holder, memory);
  view.addColumn("m:team");
  const text = "state,template,m:team,metadata,started,ends,cpu,memory";
  expect(memory.text).toBe(text);
  view.setOpen("iabc");
  expect(entries).toEqual(["?q=env=prod", `?q=env=prod&cols=${text}`, `?q=env=prod&cols=${text}&open=iabc`]);
  back();
  back();
  expect(view.get().columns).toEqual(defaultColumns);
  expect(memory.text).toBeUndefined();
  forward();
  expect(view.get().columns).toEqual(parseColumns(text));
  expect(memory.text).toBe(text);
});

test("Back writes nothing of columns where it changes none: another tab may have chosen others", () => {
  const { holder, back } = createFakeBrowser();
  let writes = 0;
  const view = createViewStore(holder, {
    get: () => "state",
    set: () => {
      writes += 1;
    },
  });
  view.setQuery({ conditions: [prod] });
  view.setOpen("iabc");
  back();
  back();
  expect(writes).toBe(0);
});

test("resetting what was remembered is an entry of history though the URL stays as it is", () => {
  const { holder, entries, back } = createFakeBrowser();
  const memory = createMemory("state,m:team");
  const view = createViewStore(holder, memory);
  view.setColumns(defaultColumns);
  expect(entries).toEqual(["", ""]);
  expect(memory.text).toBeUndefined();
  back();
  expect(view.get().columns).toEqual(parseColumns("state,m:team"));
});

test("a link's columns are shown, and not remembered until they are changed", () => {
  const { holder, back } = createFakeBrowser("?cols=cpu");
  const memory = createMemory("state");
  const view = createViewStore(holder, memory);
  view.setQuery({ conditions: [prod] });
  expect(memory.text).toBe("state");
  view.addColumn("memory");
  expect(memory.text).toBe("cpu,memory");
  back();
  expect(view.get().columns).toEqual(parseColumns("cpu"));
  expect(memory.text).toBe("state");
});

test("the steps of one gesture are one entry of history", () => {
  const { holder, entries, back } = createFakeBrowser();
  const view = createViewStore(holder);
  for (const width of [108, 116, 124])
    view.setColumns(withWidth(view.get().columns, "cpu", width), "width of cpu");
  view.setColumns(withWidth(view.get().columns, "ends", 90), "width of ends");
  expect(entries).toEqual([
    "",
    "?cols=state,template,metadata,started,ends,cpu(124),memory",
    "?cols=state,template,metadata,started,ends(90),cpu(124),memory",
  ]);
  back();
  back();
  expect(view.get().columns).toEqual(defaultColumns);
});

test("columns that have not changed stay the same object, and make no entry", () => {
  const { holder, entries } = createFakeBrowser("?cols=cpu");
  const view = createViewStore(holder);
  const { columns } = view.get();
  view.setOpen("iabc");
  view.setColumns(withColumn(withoutColumn(columns, "m:x"), "cpu"));
  expect(view.get().columns).toBe(columns);
  expect(entries).toHaveLength(2);
});

test("the order goes with the column it was by", () => {
  const { holder, entries } = createFakeBrowser("?sort=m:a:b:desc&cols=m:a:b,cpu");
  const view = createViewStore(holder);
  expect(view.get().sort).toEqual({ column: "m:a:b", direction: "desc" });
  view.setColumns(withoutColumn(view.get().columns, "cpu"));
  view.setColumns(withoutColumn(view.get().columns, "m:a:b"));
  expect(entries.slice(1)).toEqual(["?sort=m:a:b:desc&cols=m:a:b", "?cols=id"]);
});
