import type { components as E2b } from "e2b";
import type { components as Novita, SandboxEventsResult, SandboxQuota } from "novita-sandbox";
import { expectTypeOf, test } from "vitest";
import type { EventPageReply, QuotaReply, TemplateReply } from "./account.ts";
import type { SandboxMetricReply } from "./metrics.ts";
import type { Envelope } from "./failure.ts";
import type { CreatedSandboxReply, ListedSandboxReply, NewSandbox, SandboxDetailReply } from "./sandbox.ts";
import type { KnownState } from "./states.ts";

// These run no code worth the name: the type checker judges them. Whatever an SDK believes the service may answer, the parsers must
// take, and what the console sends must be a body that the SDKs know.

type N = Novita["schemas"];
type E = E2b["schemas"];
/** Metadata is judged by `parseMetadata`, which takes an object of strings, or none. */
type MetadataReply = Record<string, string> | undefined;

test("what the parsers take covers what the Novita SDK expects", () => {
  expectTypeOf<N["ListedSandbox"]>().toExtend<ListedSandboxReply>();
  expectTypeOf<N["ListedSandbox"]["metadata"]>().toExtend<MetadataReply>();
  expectTypeOf<N["SandboxDetail"]>().toExtend<SandboxDetailReply>();
  expectTypeOf<N["SandboxDetail"]["metadata"]>().toExtend<MetadataReply>();
  expectTypeOf<N["Sandbox"]>().toExtend<CreatedSandboxReply>();
  expectTypeOf<N["SandboxesWithMetrics"]["sandboxes"][string]>().toExtend<SandboxMetricReply>();
  expectTypeOf<N["Template"]>().toExtend<TemplateReply>();
  expectTypeOf<SandboxQuota>().toExtend<QuotaReply>();
  expectTypeOf<SandboxEventsResult>().toExtend<EventPageReply>();
  expectTypeOf<N["Error"]>().toExtend<Envelope>();
});

test("what the parsers take covers what the E2B SDK expects", () => {
  expectTypeOf<E["ListedSandbox"]>().toExtend<ListedSandboxReply>();
  expectTypeOf<E["ListedSandbox"]["metadata"]>().toExtend<MetadataReply>();
  expectTypeOf<E["SandboxDetail"]>().toExtend<SandboxDetailReply>();
  expectTypeOf<E["SandboxDetail"]["metadata"]>().toExtend<MetadataReply>();
  expectTypeOf<E["Sandbox"]>().toExtend<CreatedSandboxReply>();
  expectTypeOf<E["SandboxesWithMetrics"]["sandboxes"][string]>().toExtend<SandboxMetricReply>();
  expectTypeOf<E["Template"]>().toExtend<TemplateReply>();
  expectTypeOf<E["Error"]>().toExtend<Envelope>();
});

test("what the console sends is a body that both SDKs know", () => {
  expectTypeOf<NewSandbox>().toExtend<N["NewSandbox"]>();
  expectTypeOf<NewSandbox>().toExtend<E["NewSandbox"]>();
  // An optional field of ours that an SDK does not know would still be assignable.
  expectTypeOf<keyof NewSandbox>().toExtend<keyof N["NewSandbox"]>();
  expectTypeOf<keyof NewSandbox>().toExtend<keyof E["NewSandbox"]>();
});

test("both SDKs know the states that we know, and no other", () => {
  expectTypeOf<N["SandboxState"]>().toEqualTypeOf<KnownState>();
  expectTypeOf<E["SandboxState"]>().toEqualTypeOf<KnownState>();
});

test("these comparisons can fail", () => {
  expectTypeOf<Omit<N["ListedSandbox"], "endAt">>().not.toExtend<ListedSandboxReply>();
  expectTypeOf<Omit<E["ListedSandbox"], "state"> & { state: number }>().not.toExtend<ListedSandboxReply>();
  expectTypeOf<Partial<E["SandboxDetail"]>>().not.toExtend<SandboxDetailReply>();
  expectTypeOf<Omit<N["Sandbox"], "sandboxID">>().not.toExtend<CreatedSandboxReply>();
  expectTypeOf<Omit<SandboxQuota, "usage">>().not.toExtend<QuotaReply>();
  expectTypeOf<Omit<NewSandbox, "templateID">>().not.toExtend<N["NewSandbox"]>();
  expectTypeOf<Omit<NewSandbox, "timeout"> & { timeout: string }>().not.toExtend<E["NewSandbox"]>();
  // Were an SDK's declarations missing, everything would be `any` and pass.
  expectTypeOf<N["ListedSandbox"]>().not.toBeAny();
  expectTypeOf<E["ListedSandbox"]>().not.toBeAny();
  expectTypeOf<SandboxQuota>().not.toBeAny();
});
