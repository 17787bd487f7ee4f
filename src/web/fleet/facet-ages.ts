import { ageRanges } from "#query/age-ranges.ts";

/** When each row started, in one array: ages change by time alone, so they are counted when read, which must be quick. */
export interface FacetAges {
  /** Takes in a row. Gives its place, which is the caller's until it leaves. */
  readonly enter: (startedMicros: number) => number;
  readonly leave: (place: number) => void;
  /** The row at this place counts in this round, or does not. */
  readonly tally: (place: number, round: number, counts: boolean) => void;
  /** How many rows are in each range at a moment (milliseconds since 1970): those that count in a round, or all. */
  readonly read: (
    now: number,
    round: number | "all",
  ) => readonly { readonly text: string; readonly count: number }[];
}

const FIRST_LENGTH = 1_024;
/** Instead of a round. */
const NEVER = -1;

export function createFacetAges(): FacetAges {
  let starts = new Float64Array(FIRST_LENGTH).fill(Number.NaN);
  let rounds = new Int32Array(FIRST_LENGTH).fill(NEVER);
  const free: number[] = [];
  let used = 0;

  function grow(): void {
    const length = starts.length * 2;
    const longerStarts = new Float64Array(length).fill(Number.NaN);
    const longerRounds = new Int32Array(length).fill(NEVER);
    longerStarts.set(starts);
    longerRounds.set(rounds);
    starts = longerStarts;
    rounds = longerRounds;
  }

  return {
    enter: (startedMicros) => {
      const place = free.pop() ?? used++;
      if (place >= starts.length) grow();
      starts[place] = startedMicros;
      rounds[place] = NEVER;
      return place;
    },
    leave: (place) => {
      starts[place] = Number.NaN;
      rounds[place] = NEVER;
      free.push(place);
    },
    tally: (place, round, counts) => {
      rounds[place] = counts ? round : NEVER;
    },
    read: (now, round) => {
      /** A row is in the first range whose oldest it is younger than. */
      const oldest = ageRanges.map(({ to }) => (now - to * 1_000) * 1_000);
      const counts = new Int32Array(oldest.length);
      for (let place = 0; place < used; place += 1) {
        if (round !== "all" && rounds[place] !== round) continue;
        const started = starts[place] ?? Number.NaN;
        for (let range = 0; range < oldest.length; range += 1) {
          if (started > (oldest[range] ?? Number.NaN)) {
            counts[range] = (counts[range] ?? 0) + 1;
            break;
          }
        }
      }
      return ageRanges.map(({ id }, range) => ({ text: id, count: counts[range] ?? 0 }));
    },
  };
}
