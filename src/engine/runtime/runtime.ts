import type { Metadata } from "#contract/metadata.ts";

/** What a runtime needs to know to start a sandbox. */
export interface RuntimeSpec {
  readonly id: string;
  readonly templateId: string;
  readonly cpuCount: number;
  readonly memoryMiB: number;
  readonly metadata: Metadata;
  /** Handed over and kept nowhere else: these are often secrets. */
  readonly environment: Metadata;
}

/**
 * What a sandbox is made of on this machine. The engine calls one method at a time for any one sandbox. `start`, `pause` and
 * `resume` come before the change is recorded, so that a rejection leaves everything as it was and the caller gets a 500;
 * `stop` comes after the sandbox is gone from the record, so it must cope with an id it does not know, and see to what it
 * could not stop by itself.
 */
export interface Runtime {
  /** Stored with each sandbox it starts. */
  readonly name: string;
  start(spec: RuntimeSpec): Promise<void>;
  pause(id: string): Promise<void>;
  resume(id: string): Promise<void>;
  stop(id: string): Promise<void>;
}
