import { expect, test } from "vitest";
import { markInvisible } from "./mark-invisible.ts";

test.each([
  ["env=prod", "env=prod"],
  ["a\u0007b", "a⟨0007⟩b"],
  ["a\nb\r\nc\td", "a↵b↵c⇥d"],
  ["evil\u202Egnp.exe", "evil⟨202E⟩gnp.exe"],
  ["\u200B", "⟨200B⟩"],
  ["a\u2028b\u2066c", "a⟨2028⟩b⟨2066⟩c"],
  ["👩‍👩‍👧‍👦 日本 שלום é", "👩‍👩‍👧‍👦 日本 שלום é"],
  ["🏴\u{E0067}\u{E0062}\u{E007F}", "🏴\u{E0067}\u{E0062}\u{E007F}"],
])("%j is shown as %s", (text, shown) => {
  expect(markInvisible(text)).toBe(shown);
});
