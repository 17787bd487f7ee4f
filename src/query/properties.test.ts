import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { listSearch, type ListFilter } from "#contract/list-query.ts";
import { metadataValue } from "#contract/metadata.ts";
import { timestampToMicros } from "#contract/timestamp.ts";
import { distinctConditions, negated, sameCondition } from "./ast.ts";
import { noCapabilities, type Capabilities } from "./capabilities.ts";
import { contradiction } from "./contradiction.ts";
import { match, matcher, type QueryRow } from "./match.ts";
import { parse } from "./parse.ts";
import { MAX_LISTS, MAX_SEARCH_BYTES, plan } from "./plan.ts";
import { print, printCondition } from "./print.ts";
import { condition, fuzz, hostileText, query, row, rowAndQuery } from "./testing/arbitrary.ts";
import { testContext } from "./testing/test-context.ts";

const context = testContext();
const { now } = context;
const everything: Capabilities = { template: true, startedAfter: true, order: true };
const capabilities = fc.constantFrom(noCapabilities, everything, { ...everything, template: false });

/** A text as a person, or chance, might write it. */
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.oneof(
        condition.map(printCondition),
        hostileText,
        fc.constantFrom(
          "AND",
          "OR",
          "NOT",
          "-",
          "!",
          "(",
          ")",
          ",",
          '"',
          "\\",
          "=",
          ":",
          " ",
          "  ",
          "\t",
          "age:>",
          "k=(a,",
        ),
      ),
      { maxLength: 8 },
    )
    .chain((parts) => fc.constantFrom(parts.join(" "), parts.join(""))),
);

test("what is printed is read back as it was", () => {
  fc.assert(
    fc.property(query, (asked) => {
      const text = print(asked);
      fc.pre(text.length <= 10_000);
      expect(parse(text)).toEqual({ query: asked, errors: [], dropped: [] });
    }),
    fuzz(),
  );
});

test("a condition alone is read back as it was", () => {
  fc.assert(
    fc.property(condition, (asked) => {
      const text = printCondition(asked);
      fc.pre(text.length <= 10_000 && asked.kind !== "all");
      expect(parse(text).query.conditions).toEqual([asked]);
    }),
    fuzz(),
  );
});

test("printing is canonical: reading and printing again changes nothing", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const once = print(parse(text).query);
      fc.pre(once.length <= 10_000);
      const again = parse(once);
      expect(print(again.query)).toBe(once);
      expect(again.errors).toEqual([]);
    }),
    fuzz(),
  );
});

test("any text gives a query, errors with places, and drops nothing in silence", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { query: read, errors, dropped } = parse(text);
      for (const { start, end, message } of errors) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(message).not.toBe("");
        expect(dropped.some((part) => part.start <= start && end <= part.end)).toBe(true);
      }
      expect(dropped.length > 0).toBe(errors.length > 0);
      expect(read.conditions.length + errors.length > 0).toBe(text.trim() !== "");
    }),
    fuzz(),
  );
});

test("what is left of a text with errors matches all that the whole would", () => {
  fc.assert(
    fc.property(query, fc.constantFrom("k=", "(a=1", "age:2h", "a=b,c"), row, (asked, wrong, each) => {
      const { query: read } = parse(`${print(asked)} ${wrong}`);
      if (match(asked, each, context)) expect(match(read, each, context)).toBe(true);
    }),
    fuzz(),
  );
});

test("the opposite of a condition is true just where it is false, and its opposite is the condition", () => {
  fc.assert(
    fc.property(condition, row, (asked, each) => {
      const verdict = matcher({ conditions: [asked] }, context)(each);
      expect(matcher({ conditions: [negated(asked)] }, context)(each)).toBe(verdict === false);
      expect(sameCondition(negated(negated(asked)), asked)).toBe(true);
    }),
    fuzz(),
  );
});

test("what is not known of a regular expression never makes a row match, nor be missing for good", () => {
  const unknown = { ...context, regex: () => undefined };
  fc.assert(
    fc.property(rowAndQuery, ({ row: each, query: asked }) => {
      const told = matcher(asked, context)(each);
      const untold = matcher(asked, unknown)(each);
      if (untold !== undefined) expect(untold).toBe(told);
    }),
    fuzz(),
  );
});

/** What a server that obeys returns (contract 4.2). */
function returns(filter: ListFilter, each: QueryRow): boolean {
  const since = filter.startedAfter === undefined ? undefined : timestampToMicros(filter.startedAfter);
  if (since?.ok === false) throw new Error(since.error);
  return (
    (filter.state === undefined || each.state === filter.state) &&
    (filter.template === undefined || [each.templateID, each.alias].includes(filter.template)) &&
    (since === undefined || each.startedMicros >= since.value) &&
    filter.metadata.every(([key, value]) => metadataValue(each.metadata, key) === value)
  );
}

test("every sandbox that matches is in a planned list, and none matches the impossible", () => {
  let matches = 0;
  let several = 0;
  fc.assert(
    fc.property(rowAndQuery, capabilities, ({ row: each, query: asked }, can) => {
      if (!match(asked, each, context)) return;
      matches += 1;
      const made = plan(asked, { capabilities: can, now });
      expect(made.kind).toBe("lists");
      if (made.kind !== "lists") return;
      several += made.lists.length > 1 ? 1 : 0;
      expect(made.lists.filter((filter) => returns(filter, each)).length).toBeGreaterThan(0);
    }),
    fuzz(),
  );
  expect(matches).toBeGreaterThan(inject("fuzzRuns") / 10);
  expect(several).toBeGreaterThan(inject("fuzzRuns") / 200);
});

test("the impossible is told without asking, and matches nothing", () => {
  let told = 0;
  fc.assert(
    fc.property(rowAndQuery, fc.array(condition, { maxLength: 3 }), ({ row: each, query: asked }, more) => {
      const conditions = [...asked.conditions, ...more, ...asked.conditions.slice(0, 1).map(negated)];
      if (contradiction(conditions) === undefined) return;
      told += 1;
      expect(match({ conditions }, each, context)).toBe(false);
    }),
    fuzz(),
  );
  expect(told).toBeGreaterThan(inject("fuzzRuns") / 10);
});

test("a plan asks only what the upstream can, in requests that can be sent, and accounts for every condition", () => {
  fc.assert(
    fc.property(query, capabilities, fc.boolean(), (asked, can, oldestFirst) => {
      const made = plan(asked, { capabilities: can, now, oldestFirst });
      if (made.kind === "impossible") return;
      expect(made.lists.length).toBeGreaterThan(0);
      expect(made.lists.length).toBeLessThanOrEqual(MAX_LISTS);
      const searches = made.lists.map((filter) => listSearch(filter, undefined));
      expect(new Set(searches).size).toBe(searches.length);
      for (const [index, filter] of made.lists.entries()) {
        expect(searches[index]?.length).toBeLessThanOrEqual(MAX_SEARCH_BYTES);
        if (!can.template) expect(filter.template).toBeUndefined();
        if (!can.startedAfter) expect(filter.startedAfter).toBeUndefined();
        expect(filter.order).toBe(can.order && oldestFirst ? "asc" : undefined);
        expect([undefined, "running", "paused"]).toContain(filter.state);
        const keys = filter.metadata.map(([key]) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }
      const placed = [...made.pushed, ...made.inBrowser.map((left) => left.condition)];
      const distinct = distinctConditions(asked);
      expect(placed).toHaveLength(distinct.length);
      for (const one of distinct) expect(placed.some((other) => sameCondition(other, one))).toBe(true);
    }),
    fuzz(),
  );
});

test("what is pushed is what the lists ask for, but for ages, which they round", () => {
  fc.assert(
    fc.property(rowAndQuery, capabilities, ({ row: each, query: asked }, can) => {
      const made = plan(asked, { capabilities: can, now });
      if (made.kind === "impossible") return;
      const isReturned = made.lists.some((filter) => returns(filter, each));
      const isMeant = match({ conditions: made.pushed }, each, context);
      const isRounded = made.pushed.some(({ kind }) => kind === "span" || kind === "moment");
      if (isRounded) expect(isReturned || !isMeant).toBe(true);
      else expect(isReturned).toBe(isMeant);
    }),
    fuzz(),
  );
});
