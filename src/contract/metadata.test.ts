import fc from "fast-check";
import { expect, test } from "vitest";
import { listSearch } from "./list-query.ts";
import {
  decodeMetadataFilter,
  encodeMetadataFilter,
  isWellFormed,
  metadataObject,
  metadataValue,
  parseMetadata,
  type Metadata,
} from "./metadata.ts";

/** What a server's query parsing makes of a query string: each parameter decoded once, `+` being a space. */
const parameters = (search: string): ReadonlyMap<string, string> =>
  new Map(
    search.split("&").map((part) => {
      const [name = "", value = ""] = part
        .split("=")
        .map((side) => decodeURIComponent(side.replaceAll("+", " ")));
      return [name, value];
    }),
  );

/** Contract 4.1's wire table, as the SDKs send it. */
const wire: readonly (readonly [pairs: Metadata, wire: string])[] = [
  [[["user", "abc"]], "metadata=user%3Dabc"],
  [
    [
      ["user", "abc"],
      ["app", "prod"],
    ],
    "metadata=user%3Dabc%26app%3Dprod",
  ],
  [[["k", "a b"]], "metadata=k%3Da%252520b"],
  [[["k", "a&b=c"]], "metadata=k%3Da%252526b%25253Dc"],
  [[["k", "1+1"]], "metadata=k%3D1%25252B1"],
  [[["k", "100%"]], "metadata=k%3D100%252525"],
  [[["k", "ü"]], "metadata=k%3D%2525C3%2525BC"],
  [[["k", ""]], "metadata=k%3D"],
];
const wireOfSdkOnly: readonly (readonly [pairs: Metadata, wire: string])[] = [
  [[["a/b", "!'()*~"]], "metadata=a%25252Fb%3D%2521%2527%2528%2529*%257E"],
];

test.each(wire)("%j is sent as the SDKs send it: %s", (pairs, text) => {
  expect(listSearch({ metadata: pairs }, undefined)).toBe(`limit=100&${text}`);
});

test.each([...wire, ...wireOfSdkOnly])("%j is read from %s", (pairs, text) => {
  expect(decodeMetadataFilter(parameters(text).get("metadata") ?? "missing")).toEqual({
    ok: true,
    value: pairs,
  });
});

test("no pairs send no parameter, and an empty one is no filter", () => {
  expect(listSearch({ metadata: [] }, undefined)).toBe("limit=100");
  expect(decodeMetadataFilter("")).toEqual({ ok: true, value: [] });
});

test("the other parameters are encoded once, in a fixed order", () => {
  const search = listSearch({ template: "a/b c", state: "paused", metadata: [["k", "v"]] }, "to+k=&n", 7);
  expect(search).toBe("limit=7&state=paused&metadata=k%3Dv&template=a%2Fb%20c&nextToken=to%2Bk%3D%26n");
  expect(parameters(search).get("nextToken")).toBe("to+k=&n");
});

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.constantFrom(
        "%",
        "&",
        "=",
        "+",
        " ",
        "ü",
        "😀",
        "\u0000",
        "\n",
        "/",
        "?",
        "#",
        '"',
        "\\",
        "%25",
        "%3D",
        "__proto__",
      ),
    )
    .map((parts) => parts.join("")),
);
const metadata = fc.uniqueArray(fc.tuple(text, text), { selector: ([key]) => key, minLength: 1 });

test("what is sent is read back, whatever the text", () => {
  fc.assert(
    fc.property(metadata, (pairs) => {
      expect(decodeMetadataFilter(encodeMetadataFilter(pairs))).not.toEqual({ ok: false });
      const parameter = parameters(listSearch({ metadata: pairs }, undefined)).get("metadata") ?? "missing";
      expect(decodeMetadataFilter(parameter)).toEqual({ ok: true, value: pairs });
    }),
    { numRuns: 2000 },
  );
});

test("the last of a repeated key wins", () => {
  expect(decodeMetadataFilter("a=1&b=2&a=3")).toEqual({
    ok: true,
    value: [
      ["a", "3"],
      ["b", "2"],
    ],
  });
});

test("a hand-written, single-encoded filter works for plain text", () => {
  expect(decodeMetadataFilter("user=abc&app=a+b")).toEqual({
    ok: true,
    value: [
      ["user", "abc"],
      ["app", "a b"],
    ],
  });
});

test.each([
  "a",
  "a=1&b",
  "a=1=2",
  "a=b%3Dc",
  "&",
  "a=1&",
  "%",
  "a=%zz",
  "a=%25zz",
  "a=%FF",
  "a=%25FF",
  "%25zz=1",
])("%j is refused", (parameter) => {
  expect(decodeMetadataFilter(parameter).ok).toBe(false);
});

test("any parameter is read or refused, never thrown at", () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: "binary-ascii" })), (parameter) => {
      expect(typeof decodeMetadataFilter(parameter).ok).toBe("boolean");
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["abc", true],
  ["😀", true],
  ["", true],
  ["\u0000\uffff", true],
  ["\ud83d", false],
  ["a\ude00b", false],
  ["\ude00\ud83d", false],
])("%j is well formed: %s", (input, expected) => {
  expect(isWellFormed(input)).toBe(expected);
});

test.each([
  ["a list", [], "must be an object of strings"],
  ["text", "a=b", "must be an object of strings"],
  ["a number", 7, "must be an object of strings"],
  ["a nested object", { a: {} }, '["a"] must be a string'],
  ["null as a value", { "a b": null }, '["a b"] must be a string'],
])("%s is not metadata", (_, value, error) => {
  expect(parseMetadata(value)).toEqual({ ok: false, error });
});

const prototypeKeys = '{"__proto__":"p","constructor":"c","toString":"t","hasOwnProperty":"h","":""}';

test("prototype keys are data on the way in, in look-ups, and on the way out", () => {
  const parsed = parseMetadata(JSON.parse(prototypeKeys));
  expect(parsed.ok).toBe(true);
  if (!parsed.ok) return;
  expect(metadataValue(parsed.value, "__proto__")).toBe("p");
  expect(metadataValue(parsed.value, "")).toBe("");
  expect(metadataValue(parsed.value, "valueOf")).toBeUndefined();
  const object = metadataObject(parsed.value);
  expect(JSON.stringify(object)).toBe(prototypeKeys);
  expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  expect({}).not.toHaveProperty("p");
});

test("metadata comes through an object and back", () => {
  // Objects list integer-like keys first, so the order is not kept.
  const sorted = (pairs: Metadata) => pairs.toSorted(([a], [b]) => (a < b ? -1 : 1));
  fc.assert(
    fc.property(metadata, (pairs) => {
      const again = parseMetadata(JSON.parse(JSON.stringify(metadataObject(pairs))));
      expect(again.ok && sorted(again.value)).toEqual(sorted(pairs));
    }),
  );
});
