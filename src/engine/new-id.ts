import { randomBytes, randomInt } from "node:crypto";

const ID_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** `i` and 20 letters or digits (contract 3.1): 103 random bits. */
export function newId(): string {
  let id = "i";
  while (id.length < 21) id += ID_LETTERS[randomInt(ID_LETTERS.length)] ?? "";
  return id;
}

/** A credential: 192 random bits that fit into a header or a URL. */
export const newToken = (): string => randomBytes(24).toString("base64url");
