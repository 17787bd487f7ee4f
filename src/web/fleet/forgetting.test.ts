import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyQuery, fieldIs, metadataIs, type Query } from "#query/ast.ts";
import { settle } from "./testing/fake-clock.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

/** Long enough for a machine that has other things to do. */
const PATIENCE_MS = 60_000;
const MINUTE = 60_000;
const TEN_MINUTES = 600_000;
const narrow: Query = { conditions: [metadataIs("env", "prod")] };

type Made = ReturnType<typeof createTestFleet>;

const knownIds = ({ fleet }: Made) => fleet.knownRows().map(({ sandboxID }) => sandboxID);

async function scanned(made: Made) {
  await made.show(undefined, { column: "id", direction: "asc" });
  while (made.fleet.get().end === "more") await made.clock.advance(1);
}

describe("after a scan of 10,000 rows has been left for a narrow query", () => {
  async function left() {
    const made = createTestFleet({ sandboxes: 9_997 });
    const { upstream, fleet, show } = made;
    const prod = Array.from({ length: 3 }, () => upstream.create({ metadata: [["env", "prod"]] }));
    await scanned(made);
    expect(knownIds(made)).toHaveLength(10_000);
    const [open = "", created = ""] = upstream.ids().slice(5_000);
    const close = fleet.keep(open);
    await show(narrow);
    fleet.pin(created);
    return { ...made, prod: new Set(prod), open, created, close };
  }

  test(
    "all of it is known for ten minutes, and then only what the lists hold and what is open or shown apart",
    async () => {
      const made = await left();
      const { clock, fleet, prod, open, created, close } = made;
      await clock.advance(TEN_MINUTES - 1);
      expect(knownIds(made)).toHaveLength(10_000);
      await clock.advance(1);
      expect(new Set(knownIds(made))).toEqual(new Set([...prod, open, created]));
      // Closed, the last one goes as well.
      close();
      await clock.advance(TEN_MINUTES);
      expect(new Set(knownIds(made))).toEqual(new Set([...prod, created]));
      expect(fleet.get().rows).toHaveLength(4);
    },
    PATIENCE_MS,
  );

  test(
    "what comes back into a list in time stays",
    async () => {
      const made = await left();
      const { clock, show } = made;
      await clock.advance(9 * MINUTE);
      await scanned(made);
      await clock.advance(9 * MINUTE);
      expect(knownIds(made)).toHaveLength(10_000);
      await show(narrow);
      await clock.advance(9 * MINUTE);
      expect(knownIds(made)).toHaveLength(10_000);
      await clock.advance(MINUTE);
      expect(knownIds(made)).toHaveLength(4);
    },
    PATIENCE_MS,
  );
});

test("what stands in while the upstream cannot be read is not forgotten, however long that takes", async () => {
  const made = createTestFleet({ sandboxes: 5 });
  const { clock, fleet, upstream, show, shownIds } = made;
  const prod = upstream.create({ metadata: [["env", "prod"]] });
  await show();
  upstream.failWith({ kind: "unreachable", endpoint: "listSandboxes", status: 502, message: "no route" });
  await show(narrow);
  await clock.advance(3 * TEN_MINUTES);
  expect(shownIds()).toEqual([prod]);
  upstream.failWith(undefined);
  fleet.retry();
  await settle();
  await clock.advance(2 * TEN_MINUTES);
  expect(knownIds(made)).toEqual([prod]);
});

test("nothing a list holds is forgotten, and nothing else is kept for long, whatever is asked for", async () => {
  const queries: readonly Query[] = [
    emptyQuery,
    narrow,
    { conditions: [metadataIs("env", "dev")] },
    { conditions: [fieldIs("state", "paused")] },
    { conditions: [metadataIs("a", "1"), metadataIs("a", "2")] },
  ];
  const step = fc.oneof(
    fc.record({ do: fc.constant("ask" as const), what: fc.nat({ max: queries.length - 1 }) }),
    fc.record({ do: fc.constant("wait" as const), what: fc.nat({ max: 15 }) }),
    fc.record({ do: fc.constant("kill" as const), what: fc.nat({ max: 200 }) }),
    fc.record({ do: fc.constant("read" as const), what: fc.nat({ max: 200 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const made = createTestFleet();
      const { clock, fleet, control, upstream, show, readToEnd } = made;
      for (let count = 0; count < 150; count += 1)
        upstream.create({ metadata: [["env", ["prod", "dev", "test"][count % 3] ?? ""]] });
      const listed = new Set<string>();
      fleet.onRows(({ added, removed, reset }) => {
        if (reset) listed.clear();
        for (const { sandboxID } of added) listed.add(sandboxID);
        for (const { sandboxID } of removed) listed.delete(sandboxID);
      });
      await show();
      for (const { do: what, what: which } of steps) {
        const id = upstream.ids()[which] ?? "";
        if (what === "ask") await show(queries[which] ?? emptyQuery);
        else if (what === "wait") await clock.advance(which * MINUTE);
        else if (what === "kill") await control.kill(id);
        else await control.read(id);
        await readToEnd();
        const known = new Set(knownIds(made));
        expect([...listed].filter((one) => !known.has(one))).toEqual([]);
      }
      await clock.advance(2 * TEN_MINUTES);
      expect(new Set(knownIds(made))).toEqual(listed);
    }),
    { numRuns: 40 },
  );
}, 60_000);
