import { useEffect, useRef } from "react";
import { sameCondition, type Query } from "#query/ast.ts";
import { usePrefsServices } from "#web/prefs/use-prefs.ts";

/** Remembers the metadata values that come to be asked for. */
export function useRecents(query: Query): void {
  const { recents } = usePrefsServices();
  const last = useRef(query);
  useEffect(() => {
    const before = last.current.conditions;
    last.current = query;
    const pairs = query.conditions.flatMap((condition) => {
      const isNew = !before.some((other) => sameCondition(other, condition));
      if (!isNew || condition.kind !== "metadata" || condition.op !== "=") return [];
      return condition.values.map((value) => [condition.key, value] as const);
    });
    if (pairs.length > 0) recents.use(pairs);
  }, [query, recents]);
}
