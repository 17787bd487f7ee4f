/** Metadata as somebody who means harm, or knows no measure, would write it. Each by a name for its test. */
export const hostileMetadata: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "script tags": {
    "<script>window.pwned = 1</script>": `"><img src=x onerror="window.pwned = 1"><svg/onload=window.pwned=1>`,
    "javascript:": "javascript:window.pwned=1",
    "{{constructor}}": "${window.pwned=1}",
  },
  "one value of 100 kB": { note: "x".repeat(100_000) },
  "500 keys": Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => [`key-${index}`, `value ${index}`]),
  ),
  "control characters": { "nul\u0000bell\u0007": "a\nb\tc\r\u001B[31mred\u0008\u007F\u0085\u2028\u2029end" },
  "right to left": { שם: "אבג \u202Egnp.exe\u202C عربي", "\u202Eyek": "\u2066x" },
  "prototype keys": JSON.parse(
    '{"__proto__":"p","constructor":"c","toString":"t","hasOwnProperty":"h","":"no key","empty":""}',
  ),
  "combining and wide characters": {
    zalgo: "Z\u0351\u036B\u0343\u036A\u0302a".repeat(40),
    emoji: "👩‍👩‍👧‍👦🏳️‍🌈".repeat(40),
    cjk: "漢字".repeat(200),
  },
  "300 characters without a space": { path: "/very".repeat(60), ["k".repeat(300)]: "v" },
  secrets: { api_key: "sk-live-4242424242424242", token: "nvta_0123456789abcdef", env: "prod" },
};
