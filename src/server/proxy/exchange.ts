import type { ServerResponse } from "node:http";
import type { Dispatcher } from "undici";
import { send, sendHead, sendRefusal } from "../reply.ts";
import { badReply, headRefusal, pageReply, type PageReply, type ReplyRules } from "./page-reply.ts";
import { passedHeaders, type ReplyHeaders } from "./reply-headers.ts";
import { tooSlow, unreachable } from "./unreachable.ts";

/** The largest reply of the `json` class, which is held in memory whole. */
const REPLY_MAX_BYTES = 16 * 1024 * 1024;

export interface ExchangeOptions extends ReplyRules {
  /** The upstream's origin, for words about it. */
  readonly url: string;
  /** For a whole reply of the `json` class; for a stream until its head, then between two of its pieces. */
  readonly timeoutMs: number;
}

/**
 * One request on its way through an upstream and back: what undici reports becomes one reply to the browser, exactly once. Nothing
 * is ever sent twice.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #response: ServerResponse;
  readonly #options: ExchangeOptions;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #length = 0;
  #status = 0;
  #headers: ReplyHeaders = {};
  /** Nothing more goes to the browser. */
  #over = false;

  constructor(response: ServerResponse, options: ExchangeOptions) {
    this.#response = response;
    this.#options = options;
    this.#timer = setTimeout(() => {
      const seconds = options.timeoutMs / 1000;
      this.#fail(() => sendRefusal(response, tooSlow(options.url, `did not answer within ${seconds} s`)));
    }, options.timeoutMs);
    // Also after a reply that went out whole, when there is nothing left to fail.
    response.on("close", () => this.#fail(() => {}));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // undici may start a request anew when its connection dies under it, but the first try may have been acted on.
    const again = this.#controller !== undefined;
    this.#controller = controller;
    if (this.#over || again) controller.abort(new Error("The connection closed."));
  }

  onResponseStart(_: unknown, status: number, headers: ReplyHeaders): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
    if (this.#options.route.body === "stream") this.#startStream();
    else if (Number(headers["content-length"] ?? 0) > REPLY_MAX_BYTES) this.#failTooLarge();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#over) return;
    if (this.#response.headersSent) {
      this.#timer.refresh();
      if (this.#response.write(chunk)) return;
      controller.pause();
      this.#response.once("drain", () => controller.resume());
      return;
    }
    this.#length += chunk.length;
    if (this.#length > REPLY_MAX_BYTES) this.#failTooLarge();
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (!this.#settle()) return;
    if (this.#response.headersSent) return void this.#response.end();
    const [first, ...more] = this.#chunks;
    const body = first !== undefined && more.length === 0 ? first : Buffer.concat(this.#chunks);
    this.#reply(pageReply(this.#options, { status: this.#status, headers: this.#headers, body }));
  }

  onResponseError(_: unknown, error: Error): void {
    if (!this.#settle()) return;
    if (this.#status === 0) sendRefusal(this.#response, unreachable(error, this.#options.url));
    else if (this.#response.headersSent) this.#response.destroy();
    else this.#reply(badReply("Its reply was cut off."));
  }

  /** A stream's head goes out as soon as it is there. What is no stream after all (an error, a redirect) is read whole instead. */
  #startStream(): void {
    const head = { status: this.#status, headers: this.#headers };
    const passed = passedHeaders(this.#headers, ["content-type"]);
    if (this.#over || head.status >= 400 || headRefusal(head) !== undefined || !passed.ok) return;
    this.#timer.refresh();
    sendHead(this.#response, head.status, passed.value);
  }

  #reply({ status, headers, body }: PageReply): void {
    send(this.#response, status, headers, body);
  }

  #failTooLarge(): void {
    const reply = badReply(`Its reply is larger than ${REPLY_MAX_BYTES} bytes.`);
    this.#fail(() => this.#reply(reply));
  }

  /** Ends both sides: `answer` for a browser that waits for the head, a destroyed connection for one in the midst of a stream. */
  #fail(answer: () => void): void {
    if (!this.#settle()) return;
    if (this.#response.headersSent) this.#response.destroy();
    else if (!this.#response.destroyed) answer();
    this.#controller?.abort(new Error("This exchange is over."));
  }

  /** True the first time. */
  #settle(): boolean {
    if (this.#over) return false;
    this.#over = true;
    clearTimeout(this.#timer);
    return true;
  }
}
