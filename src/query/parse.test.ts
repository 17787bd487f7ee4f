import { expect, test } from "vitest";
import { parse, MAX_CONDITIONS, MAX_QUERY_LENGTH } from "./parse.ts";
import { print } from "./print.ts";

/** What is read, as it is printed: the same where it is canonical already. */
test.each([
  ["", ""],
  [" \t\n\u00a0 ", ""],
  ["  env=prod\n\tteam=core AND state:running ", "env=prod team=core state:running"],
  ["state=running template=x", "state=running template=x"],
  ['k="" ""=""', 'k="" ""=""'],
  ['"my key"="a b"', '"my key"="a b"'],
  [String.raw`k="say \"hi\" \\ \n"`, String.raw`k="say \"hi\" \\ n"`],
  ['k="AND"  k2=AND AND=x', "k=AND k2=AND AND=x"],
  ["next=a=b!=c", "next=a=b!=c"],
  ["url=https://x.example/?a=1&b=2#c", "url=https://x.example/?a=1&b=2#c"],
  ["__proto__=x constructor=y", "__proto__=x constructor=y"],
  ['k="*" l="~x"', 'k="*" l="~x"'],
  [String.raw`path=C:\dir n=-1 größe=日本 😀=👍🏽`, String.raw`path=C:\dir n=-1 größe=日本 😀=👍🏽`],
  ["a=1 a=1", "a=1 a=1"],

  ["env!=prod a^=b c$=d e*=f", "env!=prod a^=b c$=d e*=f"],
  ["path=~^/v[12]/ path!~x", "path=~^/v[12]/ path!~x"],
  ['path=~"^(a|b)$"', 'path=~"^(a|b)$"'],
  ["n>9 n>=9 n<9 n<=-1", "n>9 n>=9 n<9 n<=-1"],
  ['k=(a,b) k!=( a , "b, c" ) k=(a) k=(a,a)', 'k=(a, b) k!=(a, "b, c") k=a k=a'],
  ["k=* k!=*", "has:k -has:k"],
  ['has:run has:"a:b" -has:x has=x', 'has:run has:"a:b" -has:x has=x'],
  ["-env=prod !env=prod NOT env=prod --env=prod", "env!=prod env!=prod env!=prod env=prod"],
  ["-env=~p -env=(a,b) -n>3 -k^=v", "env!~p env!=(a, b) -n>3 -k^=v"],
  ["NOT NOT a=1 NOT -b=1", "a=1 b=1"],

  ["-state:running state:!=running state:=running", "-state:running -state:running state:running"],
  [
    "state:(running,paused) id:^=iab template:*=base envd:0.2.4",
    "state:(running, paused) id:^=iab template:*=base envd:0.2.4",
  ],
  [
    "age:>120m age:<1h30m ends:<90s age:>=2w age:<1.5h",
    "age:>2h age:<1h30m ends:<1m30s age:>=14d age:<1h30m",
  ],
  [
    "started:>2026-11-01 started:<=2026-11-01T08:30 started:>2h",
    "started:>2026-11-01 started:<=2026-11-01T08:30Z started:>2h",
  ],
  [
    "started:<2026-11-01T08:30:00+02:00 started:>2026-11-01T00:00:00.25Z",
    "started:<2026-11-01T06:30Z started:>2026-11-01T00:00:00.25Z",
  ],
  [
    "cpu:2 cpu:>=4 -cpu:(1,2) mem:512 mem:>=2G disk:<0.5GiB mem:1024MB",
    "cpu:2 cpu:>=4 -cpu:(1, 2) mem:512MiB mem:>=2GiB disk:<512MiB mem:1GiB",
  ],

  ["hello http://x.example/?a=b key:value -nope", "hello http://x.example/?a=b key:value -nope"],
  ['"two words" "AND" "a=b" "-x" "plain"', '"two words" "AND" "a=b" "-x" plain'],
  ['12:30 :x a!b "state:x"', '12:30 :x a!b "state:x"'],

  ["a=1 OR b=2", "a=1 OR b=2"],
  ["a=1 b=2 OR c=3", "a=1 b=2 OR c=3"],
  ["(a=1 OR b=2) c=3", "(a=1 OR b=2) c=3"],
  ["(a=1) ((b=2)) (c=3 d=4)", "a=1 b=2 c=3 d=4"],
  ["a=1 AND (b=2 OR (c=3 OR d=4))", "a=1 (b=2 OR c=3 OR d=4)"],
  ["-(a=1 b=2) NOT (a=1 OR b=2) -(a=1)", "-(a=1 b=2) -(a=1 OR b=2) a!=1"],
  ["(a=1 OR -(b=2 c=(x, y)))", "a=1 OR -(b=2 c=(x, y))"],
  ["NOT(a=1)OR(b=2)", undefined],
  ["(((((a=1)))))", "a=1"],
])("%j is read as %j", (text, canonical) => {
  const { query, errors } = parse(text);
  if (canonical === undefined) return expect(errors.length).toBeGreaterThan(0);
  expect(errors).toEqual([]);
  return expect(print(query)).toBe(canonical);
});

const refused: readonly (readonly [text: string, part: string, words: RegExp, kept: string])[] = [
  ["a=1 AND", "AND", /both sides/, "a=1"],
  ["AND a=1", "AND", /both sides/, "a=1"],
  ["a=1 AND AND b=2", "AND", /both sides/, "a=1 b=2"],
  ["a=1 OR", "OR", /both sides/, ""],
  ["a=1 NOT", "NOT", /right behind/, "a=1"],
  ["a=1 - b=2", "-", /right behind/, "a=1 b=2"],
  ["a=1 b = 2", "=", /no space before the operator/, "a=1 b 2"],
  ["=v", "=v", /starts with its key/, ""],
  ["!=v", "!=v", /starts with its key/, ""],
  ["k= v=1", "k=", /empty value is k=""/, "v=1"],
  ["state: a=1", "state:", /state: has no value/, "a=1"],
  ["k=a(b) c=1", "k=a(b)", /parenthesis goes in quotes/, "c=1"],
  ["k=a,b", "k=a,b", /comma/, ""],
  ['k=a"b"', 'k=a"b"', /quote/, ""],
  ['k="a"b c=1', 'k="a"b', /goes in quotes/, "c=1"],
  ["k=~^(a+)+$ c=1", "k=~^(a+)+$", /regular expression that holds .* goes in quotes: k=~"/, "c=1"],
  ["k=~(a|b)+$ c=1", "k=~(a|b)+$", /regular expression that holds .* goes in quotes: k=~"/, "c=1"],
  ["env==p", "env==p", /operator goes in quotes/, ""],
  ["a,b c=1", "a,b", /goes in quotes/, "c=1"],
  ["a(b)=1", "a(b)=1", /only in quotes/, ""],
  ['a=1 k="open b=2', '"open b=2', /never closes/, "a=1"],
  [String.raw`a=1 k="open\"`, String.raw`"open\"`, /never closes/, "a=1"],
  ["a=1 ) b=2", ")", /never opened/, "a=1 b=2"],
  ["a=1 (b=2", "(", /never closes/, "a=1"],
  ["a=1 ()", "()", /nothing in these/, "a=1"],
  ["a=1 ((((((b=2))))))", "(b=2)", /five levels/, "a=1"],
  ["k=(a, b", "k=(a, b", /closes with \)/, ""],
  ["k=() a=1", "k=()", /values with commas/, "a=1"],
  ["k=(a,,b)", "k=(a,,b)", /values with commas/, ""],
  ["k=(a b)", "k=(a b)", /commas between/, ""],
  ["k>(1,2)", "k>(1,2)", /not with a list/, ""],
  ["path=~[ a=1", "path=~[", /no regular expression: .*class/, "a=1"],
  ["age:2h", "age:2h", /needs a comparison: age:>2h/, ""],
  ["age:>2 a=1", "age:>2", /with its unit/, "a=1"],
  ["age:>2parsecs", "age:>2parsecs", /with its unit/, ""],
  ["ends:~2h", "ends:~2h", /operator goes in quotes/, ""],
  ["started:>yesterday", "started:>yesterday", /takes a date/, ""],
  ["started:>2026-02-30", "started:>2026-02-30", /takes a date/, ""],
  ["started:2026-11-01", "started:2026-11-01", /needs a comparison/, ""],
  ["cpu:two", "cpu:two", /number of processors/, ""],
  ["mem:>2XB", "mem:>2XB", /a size/, ""],
  ["cpu:^=2", "cpu:^=2", /is a number/, ""],
  ["state:>running", "state:>running", /has no order/, ""],
  ["has: a=1", "has:", /needs the key/, "a=1"],
  ["has:a=b", "has:a=b", /goes in quotes/, ""],
  ['""', '""', /finds everything/, ""],
  ["(a=1 OR k=) d=4", "k=", /no value/, "d=4"],
  ["-(a=1 k=) d=4", "k=", /no value/, "d=4"],
];

test.each(refused)("%j: %j is explained", (text, part, words, kept) => {
  const { query, errors } = parse(text);
  expect(errors.map(({ start, end }) => text.slice(start, end))).toEqual([part]);
  expect(errors[0]?.message).toMatch(words);
  expect(print(query)).toBe(kept);
});

test.each([
  ["a=1 k= b=2", ["k="]],
  ["(a=1 OR k=) d=4", ["(a=1 OR k=)"]],
  ["a=1 OR k=", ["a=1 OR k="]],
  ["a=1 AND", ["AND"]],
  ["-k=a,b c=1", ["-k=a,b"]],
])("of %j everything that asks something with an error is dropped", (text, parts) => {
  expect(parse(text).dropped.map(({ start, end }) => text.slice(start, end))).toEqual(parts);
});

test("errors never quote a value", () => {
  for (const [text] of refused) {
    const secret = text.replaceAll(/\b(prod|run|open|yesterday|two|2XB|a|b)\b/g, "hunter2");
    for (const { message } of parse(secret).errors)
      expect(message.replaceAll(/\bhunter2(?=[:=])/g, "")).not.toContain("hunter2");
  }
  expect(
    parse("k=~(hunter2")
      .errors.map(({ message }) => message)
      .join(),
  ).not.toContain("hunter2");
});

test("too long a text is explained and not read", () => {
  const longest = `k=${"x".repeat(MAX_QUERY_LENGTH - 2)}`;
  expect(parse(longest).errors).toEqual([]);
  const { query, errors } = parse(`${longest}x`);
  expect(query.conditions).toEqual([]);
  expect(errors).toMatchObject([{ code: "too-long", start: 10_000, end: 10_001 }]);
  expect(errors[0]?.message).toContain("10,000 characters");
});

test("the conditions up to the cap are kept, the rest is explained", () => {
  const text = Array.from({ length: MAX_CONDITIONS + 2 }, (_, n) => `k${n}=1`).join(" ");
  const { query, errors } = parse(text);
  expect(query.conditions).toHaveLength(500);
  expect(errors).toMatchObject([{ code: "too-many", start: text.indexOf("k500="), end: text.length }]);
  expect(parse(text.slice(0, text.indexOf(" k500="))).errors).toEqual([]);
});

test("values of a list count, and a group that is cut at the cap asks nothing", () => {
  const list = `k=(${Array.from({ length: 501 }, (_, n) => n).join(",")}) a=1`;
  expect(parse(list)).toMatchObject({ query: { conditions: [] }, errors: [{ code: "too-many", start: 0 }] });
  const group = `a=1 (${Array.from({ length: 501 }, (_, n) => `k${n}`).join(" ")}) b=2`;
  const read = parse(group);
  expect(print(read.query)).toBe("a=1");
  expect(read.errors).toMatchObject([{ code: "too-many", end: group.length }]);
  expect(read.dropped).toEqual([{ start: 4, end: group.length }]);
});

test("the worst texts of full length are read without freezing", () => {
  for (const piece of [
    '"',
    '\\"',
    "(",
    "k=(",
    ")",
    "-(",
    "a:",
    '"\\',
    "NOT ",
    "-",
    'k="a"b ',
    "k=(a,",
    "OR ",
  ]) {
    const { errors, query } = parse(piece.repeat(MAX_QUERY_LENGTH / piece.length));
    expect(errors.length + query.conditions.length).toBeGreaterThan(0);
  }
});
