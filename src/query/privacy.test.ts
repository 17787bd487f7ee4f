import { expect, test } from "vitest";
import { parse } from "./parse.ts";
import { print } from "./print.ts";
import { splitPrivate } from "./privacy.ts";

test("what asks for a masked value is kept apart, the rest keeps its order", () => {
  const { query } = parse('env=prod api_key=x state:running note=sk-1 template:eyJx token=""');
  const { shareable, private: hidden } = splitPrivate(query);
  expect(print(shareable)).toBe('env=prod state:running token=""');
  expect(print(hidden)).toBe("api_key=x note=sk-1 template:eyJx");
});
