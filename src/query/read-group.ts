import { allOf, anyOf, negated, simpleConditions, type Condition } from "./ast.ts";
import { problems, type Place, type Problem, type QueryError } from "./problem.ts";
import { readWord } from "./read-word.ts";
import { endOfWord, isSpaceAt } from "./scan.ts";

interface Limits {
  readonly conditions: number;
  readonly depth: number;
}

/** Conditions joined by OR, each branch a list joined by AND. */
interface Branches {
  readonly branches: readonly (readonly Condition[])[];
  /** The parts of the text that gave no condition. */
  readonly broken: readonly Place[];
}

/** What was read of one part: its condition, or nothing when it is wrong, which was reported. */
interface Part extends Place {
  readonly condition: Condition | undefined;
}

/** Reads conditions, joined and grouped, from left to right, and notes what is wrong with its place. */
export class GroupReader {
  readonly errors: QueryError[] = [];
  readonly #text: string;
  readonly #limits: Limits;
  #at = 0;
  #count = 0;

  constructor(text: string, limits: Limits) {
    this.#text = text;
    this.#limits = limits;
  }

  readAll(): Branches {
    return this.#readBranches(0);
  }

  /** Up to the end of the text or, inside a group, up to its closing parenthesis. */
  #readBranches(depth: number): Branches {
    const branches: Condition[][] = [[]];
    const broken: Place[] = [];
    /** An AND or OR that waits for what stands behind it. */
    let open: (Place & { readonly problem: Problem }) | undefined;
    /** Whether something stands before, that an AND or OR could join. */
    let hasLeft = false;
    const refuse = (place: Place, problem: Problem) => {
      this.errors.push({ ...problem, ...place });
      broken.push(place);
    };
    for (;;) {
      this.#skipSpace();
      if (this.#isAtEnd || (depth > 0 && this.#char === ")")) break;
      const keyword = this.#takeKeyword("AND") ?? this.#takeKeyword("OR");
      if (keyword) {
        const isOr = keyword.word === "OR";
        const danglingWords = isOr ? problems.danglingOr : problems.danglingAnd;
        if (!hasLeft) refuse(keyword, danglingWords);
        else open = { ...keyword, problem: danglingWords };
        if (isOr) branches.push([]);
        hasLeft = false;
        continue;
      }
      const part = this.#readPart(depth);
      if (!part) {
        broken.push({ start: this.#at, end: this.#text.length });
        this.#at = this.#text.length;
        break;
      }
      if (part.condition) branches.at(-1)?.push(part.condition);
      else broken.push(part);
      open = undefined;
      hasLeft = true;
    }
    if (open) refuse(open, open.problem);
    return { branches, broken };
  }

  /** One condition with what excludes it; nothing when there are too many. */
  #readPart(depth: number): Part | undefined {
    const start = this.#at;
    let isExcluded = false;
    for (let sign = this.#takeExclusion(); sign; sign = this.#takeExclusion()) {
      isExcluded = !isExcluded;
      if (sign.word === "NOT") this.#skipSpace();
      if (this.#isAtEnd || isSpaceAt(this.#text, this.#at) || this.#char === ")" || this.#isKeyword()) {
        this.errors.push({ ...problems.danglingNot, start: sign.start, end: sign.end });
        return { start, end: this.#at, condition: undefined };
      }
    }
    const condition = this.#char === "(" ? this.#readGroup(depth) : this.#readWord(depth);
    if (condition === "too-many") return undefined;
    const read = condition && isExcluded ? negated(condition) : condition;
    return { start, end: this.#at, condition: read };
  }

  #readGroup(depth: number): Condition | "too-many" | undefined {
    const start = this.#at;
    if (depth >= this.#limits.depth) {
      const end = endOfWord(this.#text, start, true);
      this.errors.push({ ...problems.tooDeep, start, end });
      this.#at = end;
      return undefined;
    }
    const before = this.errors.length;
    this.#at += 1;
    const { branches } = this.#readBranches(depth + 1);
    if (this.#count > this.#limits.conditions) return undefined;
    if (this.#isAtEnd) this.errors.push({ ...problems.unclosedGroup, start, end: start + 1 });
    else {
      this.#at += 1;
      if (!this.#isAtEnd && !isSpaceAt(this.#text, this.#at) && !(depth > 0 && this.#char === ")")) {
        const end = this.#char === ")" ? this.#at + 1 : endOfWord(this.#text, this.#at, depth > 0);
        this.errors.push({
          ...(this.#char === ")" ? problems.unopened : problems.quoteText),
          start: this.#at,
          end,
        });
        this.#at = end;
      }
    }
    if (this.errors.length > before) return undefined;
    const alternatives = branches.flatMap((branch) => allOf(branch) ?? []);
    const group = anyOf(alternatives);
    if (!group) this.errors.push({ ...problems.emptyGroup, start, end: this.#at });
    return group;
  }

  #readWord(depth: number): Condition | "too-many" | undefined {
    const start = this.#at;
    const { end, condition, error } = readWord(this.#text, start, depth > 0);
    if (condition) {
      this.#count += simpleConditions(condition).reduce(
        (sum, one) => sum + ("values" in one ? one.values.length : 1),
        0,
      );
    } else this.#count += 1;
    if (this.#count > this.#limits.conditions) {
      this.errors.push({ ...problems.tooMany, start, end: this.#text.length });
      return "too-many";
    }
    if (error) this.errors.push(error);
    this.#at = end;
    return condition;
  }

  get #isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  get #char(): string {
    return this.#text.charAt(this.#at);
  }

  #skipSpace(): void {
    while (isSpaceAt(this.#text, this.#at)) this.#at += 1;
  }

  #isKeyword(): boolean {
    return /(?:AND|OR)(?![^\s()])/y.test(this.#text.slice(this.#at, this.#at + 4));
  }

  #takeKeyword(word: "AND" | "OR" | "NOT"): (Place & { readonly word: string }) | undefined {
    const start = this.#at;
    const end = start + word.length;
    if (this.#text.slice(start, end) !== word) return undefined;
    if (end < this.#text.length && !/[\s()]/.test(this.#text.charAt(end))) return undefined;
    this.#at = end;
    return { start, end, word };
  }

  #takeExclusion(): (Place & { readonly word: string }) | undefined {
    const word = this.#char;
    // `!=v` has an operator without its key, and excludes nothing.
    const isSign = word === "-" || (word === "!" && !/^![=~]/.test(this.#text.slice(this.#at, this.#at + 2)));
    if (!isSign) return this.#takeKeyword("NOT");
    this.#at += 1;
    return { start: this.#at - 1, end: this.#at, word };
  }
}
