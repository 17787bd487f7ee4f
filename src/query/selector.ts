import { hasKey, metadataIs, negated, type Condition } from "./ast.ts";

/**
 * Reads a label selector as Kubernetes writes it: `a=b,c!=d`, `k in (a, b)`, `k notin (a)`, `!k`. `undefined` for anything else, also for
 * what is rather one pair with a comma in its value.
 */
export function readSelector(text: string): readonly Condition[] | undefined {
  const read = requirements(text)?.map(readRequirement);
  if (!read?.every((requirement) => requirement !== undefined)) return undefined;
  // A bare name among equalities may be the rest of a value: `hosts=a,b`.
  const isSelector =
    read.some(({ isOnlyHere }) => isOnlyHere) ||
    (read.length > 1 && read.every(({ condition }) => condition.kind === "metadata"));
  return isSelector ? read.map(({ condition }) => condition) : undefined;
}

/** The parts between commas, those within parentheses aside. */
function requirements(text: string): readonly string[] | undefined {
  const parts: string[] = [];
  let begun = 0;
  let isInList = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (char === "(" || char === ")") {
      if (isInList === (char === "(")) return undefined;
      isInList = char === "(";
    } else if (char === "," && !isInList) {
      parts.push(text.slice(begun, index));
      begun = index + 1;
    }
  }
  if (isInList) return undefined;
  return [...parts, text.slice(begun)];
}

interface Requirement {
  readonly condition: Condition;
  /** Whether no other format writes it like this. */
  readonly isOnlyHere: boolean;
}

function readRequirement(part: string): Requirement | undefined {
  const text = part.trim();
  const among = /^([^\s()=!"',]+)\s+(in|notin)\s*\(([^()"'=]*)\)$/.exec(text);
  if (among) {
    const [, key = "", operator, list = ""] = among;
    const [first, ...others] = new Set(list.split(",").map((value) => value.trim()));
    if (first === undefined) return undefined;
    const condition = metadataIs(key, first, ...others);
    return { condition: operator === "in" ? condition : negated(condition), isOnlyHere: true };
  }
  const pair = /^([^\s()=!"',]+)\s*(==?|!=)\s*([^\s()=!"',]*)$/.exec(text);
  if (pair) {
    const [, key = "", operator, value = ""] = pair;
    const condition = metadataIs(key, value);
    return operator === "!="
      ? { condition: negated(condition), isOnlyHere: true }
      : { condition, isOnlyHere: operator === "==" };
  }
  const [, not, key] = /^(!?)([A-Za-z0-9][\w./-]*)$/.exec(text) ?? [];
  if (key === undefined) return undefined;
  return not === "!"
    ? { condition: negated(hasKey(key)), isOnlyHere: true }
    : { condition: hasKey(key), isOnlyHere: false };
}
