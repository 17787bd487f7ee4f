import fc from "fast-check";
import { expect, test } from "vitest";
import { keyRemover } from "./key-remover.ts";

const printable = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 8,
  maxLength: 40,
});
const asEscape = (character: string, upper: boolean): string => {
  const digits = character.charCodeAt(0).toString(16).padStart(4, "0");
  return `\\u${upper ? digits.toUpperCase() : digits}`;
};

test("a key is found however JSON spells it, and what stands around it stays", () => {
  const spelt = printable.chain((key) =>
    fc.tuple(...Array.from(key, () => fc.constantFrom("plain", "escaped", "lower", "upper"))).map((ways) => ({
      key,
      text: Array.from(key, (character, at) => {
        const way = ways[at];
        if (way === "lower" || way === "upper") return asEscape(character, way === "upper");
        if (character === "/") return way === "escaped" ? String.raw`\/` : "/";
        return JSON.stringify(character).slice(1, -1);
      }).join(""),
    })),
  );
  fc.assert(
    fc.property(spelt, ({ key, text }) => {
      expect(JSON.parse(`"${text}"`)).toBe(key);
      expect(keyRemover({ reveal: () => key })(`["ü ${text} \\n"]`)).toBe('["ü [key removed] \\n"]');
    }),
  );
});

test("a key that ends with a backslash leaves nothing of its escape behind", () => {
  const remove = keyRemover({ reveal: () => "secret-key\\" });
  for (const spelt of [String.raw`secret-key\u005C`, String.raw`secret-key\\`, "secret-key\\"])
    expect(remove(`\\n${spelt}.`)).toBe("\\n[key removed].");
});

test("as it is, in a header say, it is found as well, as often as it stands there", () => {
  fc.assert(
    fc.property(printable, (key) => {
      expect(keyRemover({ reveal: () => key })(`é${key}é${key}`)).toBe("é[key removed]é[key removed]");
    }),
  );
});

test("a short key is left alone: it would be found in ordinary words", () => {
  expect(keyRemover({ reveal: () => "running" })('[{"state":"running"}]')).toBe('[{"state":"running"}]');
});

test("a text full of half a key costs no more than its length", () => {
  const remove = keyRemover({ reveal: () => `${"a".repeat(63)}b` });
  const text = `\\${"a".repeat(1_000_000)}`;
  const before = process.cpuUsage();
  expect(remove(text)).toBe(text);
  // Of the processor, in microseconds: a busy machine lets it wait for that.
  expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
});
