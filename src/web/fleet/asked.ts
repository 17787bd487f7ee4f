import type { ListFilter } from "#contract/list-query.ts";
import { emptyQuery, sameQuery, type Query } from "#query/ast.ts";
import type { Capabilities } from "#query/capabilities.ts";
import { plan, type Plan } from "#query/plan.ts";
import type { Sort } from "./sort.ts";

/** What the page wants to see, divided between server and browser. Immutable. */
export interface Asked {
  readonly query: Query;
  readonly plan: Plan;
  /** How the browser has to sort; absent where the lists come in the order wanted. */
  readonly sort: Sort | undefined;
}

export interface Planning {
  readonly get: () => Asked;
  /** `isWhole`: everything in the present lists was read. */
  readonly ask: (query: Query, sort: Sort | undefined, isWhole: boolean) => Asked;
  /** Asks the same of an upstream of which more is known, or less. */
  readonly setCapabilities: (capabilities: Capabilities) => Asked;
  /** Asks the same as of this moment: the clock was put right. */
  readonly askFromNow: () => Asked;
  /** Asks the same, and for no order any more: the upstream does not keep to it. */
  readonly distrustOrder: () => Asked;
}

export const isOldestFirst = (sort: Sort | undefined): boolean =>
  sort?.column === "started" && sort.direction === "asc";

/** `now` gives the moment that the ages of a new query are counted from, milliseconds since 1970. */
export function createPlanning(capabilities: Capabilities, now: () => number): Planning {
  let can = capabilities;
  let isOrderTrusted = true;
  let wanted: Sort | undefined;
  // The same query is planned from the same moment, so that its lists stay the same while time passes.
  let plannedAt = now();
  let asked: Asked = { query: emptyQuery, plan: planned(emptyQuery, false), sort: undefined };

  function planned(query: Query, oldestFirst: boolean): Plan {
    const order = can.order && isOrderTrusted;
    return plan(query, { capabilities: { ...can, order }, now: plannedAt, oldestFirst });
  }

  function divide(query: Query, isWhole: boolean): Asked {
    const oldestFirst = planned(query, isOldestFirst(wanted));
    const newestFirst = planned(query, false);
    // What was read whole is turned round here: asked for from its other end it would tell nothing new.
    const chosen = isWhole && sameLists(newestFirst, asked.plan) ? newestFirst : oldestFirst;
    const isServed = chosen.kind === "lists" && chosen.lists[0]?.order === "asc";
    asked = { query, plan: chosen, sort: isServed ? undefined : wanted };
    return asked;
  }

  return {
    get: () => asked,
    ask: (query, sort, isWhole) => {
      if (!sameQuery(query, asked.query)) plannedAt = now();
      wanted = sort;
      return divide(query, isWhole);
    },
    setCapabilities: (next) => {
      can = next;
      return divide(asked.query, false);
    },
    askFromNow: () => {
      plannedAt = now();
      return divide(asked.query, false);
    },
    distrustOrder: () => {
      isOrderTrusted = false;
      return divide(asked.query, false);
    },
  };
}

const filtersOf = (planned: Plan): readonly ListFilter[] => (planned.kind === "lists" ? planned.lists : []);

export const sameLists = (a: Plan, b: Plan): boolean =>
  a.kind === b.kind && JSON.stringify(filtersOf(a)) === JSON.stringify(filtersOf(b));
