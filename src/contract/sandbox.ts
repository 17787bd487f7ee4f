import * as v from "valibot";
import type { Metadata } from "./metadata.ts";
import {
  finite,
  flag,
  list,
  metadata,
  nonEmptyText,
  object,
  parseWith,
  text,
  timestamp,
  type ParseError,
} from "./parse.ts";
import type { Result } from "./result.ts";

const volumeMount = object({ name: text, path: text });

const listedEntries = {
  sandboxID: nonEmptyText,
  templateID: text,
  alias: v.nullish(text),
  startedAt: timestamp,
  endAt: timestamp,
  cpuCount: finite,
  memoryMB: finite,
  diskSizeMB: v.nullish(finite),
  state: nonEmptyText,
  envdVersion: v.nullish(text),
  metadata,
  volumeMounts: v.nullish(list(volumeMount)),
};

const listedSandbox = object({ ...listedEntries, metadata: v.optional(metadata, null) });

/** One row of the list as a reply must hold it; its metadata is judged by `parseMetadata`. */
export type ListedSandboxReply = v.InferInput<typeof listedSandbox>;
/** One row of the list (contract 3.1). `memoryMB` and `diskSizeMB` are MiB; times are RFC 3339 as they came. */
export type ListedSandbox = v.InferOutput<typeof listedSandbox>;

const network = object({
  allowOut: v.nullish(list(text)),
  denyOut: v.nullish(list(text)),
  allowPublicTraffic: v.nullish(flag),
});
const lifecycle = object({ onTimeout: text, autoResume: v.nullish(flag) });

const sandboxDetail = object({
  ...listedEntries,
  metadata: v.optional(metadata, null),
  domain: v.nullish(text),
  allowInternetAccess: v.nullish(flag),
  network: v.nullish(network),
  lifecycle: v.nullish(lifecycle),
});

export type SandboxDetailReply = v.InferInput<typeof sandboxDetail>;
/** Everything about one sandbox (contract 3.2), without its access token. */
export type SandboxDetail = v.InferOutput<typeof sandboxDetail>;

const createdSandbox = object({ sandboxID: nonEmptyText, templateID: text, alias: v.nullish(text) });

export type CreatedSandboxReply = v.InferInput<typeof createdSandbox>;
/** What create and connect answer, as far as the console uses it (contract 3.2). Neither state nor times are in it. */
export type CreatedSandbox = v.InferOutput<typeof createdSandbox>;

export const parseListedSandboxes = (value: unknown): Result<ListedSandbox[], ParseError> =>
  parseWith(list(listedSandbox), value);
export const parseSandboxDetail = (value: unknown): Result<SandboxDetail, ParseError> =>
  parseWith(sandboxDetail, value);
export const parseCreatedSandbox = (value: unknown): Result<CreatedSandbox, ParseError> =>
  parseWith(createdSandbox, value);

/** Body of `POST /sandboxes` with every choice explicit (contract 5.1). `timeout` is whole seconds. */
export interface NewSandbox {
  readonly templateID: string;
  readonly timeout: number;
  readonly secure: true;
  readonly allow_internet_access: boolean;
  readonly autoPause: boolean;
  readonly autoResume?: { readonly enabled: boolean };
  readonly metadata?: Record<string, string>;
  readonly envVars?: Record<string, string>;
}

/** The fields every sandbox has, listed or in detail: what tables, queries and rules work on. */
export interface SandboxFacts {
  readonly sandboxID: string;
  readonly templateID: string;
  readonly alias?: string | null | undefined;
  readonly state: string;
  readonly metadata: Metadata;
}
