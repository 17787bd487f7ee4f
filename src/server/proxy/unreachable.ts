import { errors } from "undici";
import { proxyErrorCodes } from "#contract/failure.ts";
import type { Refusal } from "../reply.ts";

const words = new Map([
  ["ECONNREFUSED", "nothing listens there"],
  ["ENOTFOUND", "its name is not known"],
  ["EAI_AGAIN", "its name could not be looked up"],
  ["ECONNRESET", "it closed the connection without an answer"],
  ["UND_ERR_SOCKET", "it closed the connection without an answer"],
  ["EPROTO", "it does not speak TLS there"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "it does not speak TLS there"],
]);

const notHttp = [
  errors.HTTPParserError,
  errors.HeadersOverflowError,
  errors.ResponseContentLengthMismatchError,
];

/** What to tell when an upstream gave no reply at all: 504 when it was too slow, 502 otherwise. */
export function unreachable(error: Error, url: string): Refusal {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (code === "UND_ERR_CONNECT_TIMEOUT") return tooSlow(url, "did not accept a connection in time");
  if (notHttp.some((kind) => error instanceof kind))
    return {
      status: 502,
      message: `What listens at ${url} does not answer in HTTP as it should.`,
      errorCode: proxyErrorCodes.badReply,
    };
  return {
    status: 502,
    message: `The upstream at ${url} cannot be reached: ${words.get(code) ?? (code || error.message)}.`,
    errorCode: proxyErrorCodes.unreachable,
  };
}

/** @param what happened, after "The upstream at …" */
export const tooSlow = (url: string, what: string): Refusal => ({
  status: 504,
  message: `The upstream at ${url} ${what}.`,
  errorCode: proxyErrorCodes.timeout,
});
