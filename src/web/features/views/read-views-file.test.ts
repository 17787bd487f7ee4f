import { expect, test } from "vitest";
import { readViewsFile } from "./read-views-file.ts";

const file = (text: string, size = text.length) => ({ size, text: () => Promise.resolve(text) });

test.each([
  ["garbage", file("\u0000\u0001 garbage"), /not JSON/],
  ["other JSON", file('{"name":"x"}'), /no version/],
  ["of a later version", file('{"version":2,"views":[]}'), /another version/],
  ["a folder", { size: 1, text: () => Promise.reject(new Error("no file")) }, /could not read/],
])("a file that is %s is explained", async (_, given, words) => {
  expect(await readViewsFile(given)).toEqual({ ok: false, error: expect.stringMatching(words) });
});

test("nothing of a file that is too large is read", async () => {
  const read = await readViewsFile({
    size: 3_210_000,
    text: () => {
      throw new Error("read");
    },
  });
  expect(read).toEqual({ ok: false, error: expect.stringContaining("3.2 MB") });
});

test("a file of views is read", async () => {
  const read = await readViewsFile(file('{"version":1,"views":[{"name":"Prod","q":"env=prod"}]}'));
  expect(read).toMatchObject({ ok: true, value: { views: [{ name: "Prod", search: "?q=env=prod" }] } });
});
