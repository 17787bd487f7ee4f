import type { Envelope } from "#contract/failure.ts";
import type { FleetRefusal } from "../fleet.ts";

/** What goes back: a status with JSON, with pieces of JSON written as they are made, or with no body (204). */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly pieces?: Iterable<string>;
}

export const reply = (
  status: number,
  json: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({
  status,
  json,
  headers,
});

export const noContent: Reply = { status: 204 };

/** An error with the envelope that both SDKs read, its integer `code` the status again (contract 1.7). */
export function refuse(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const envelope: Envelope = { code: status, message };
  return reply(status, envelope, headers);
}

export const refusal = ({ status, message }: FleetRefusal): Reply => refuse(status, message);
