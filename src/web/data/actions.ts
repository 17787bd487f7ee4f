import { parseCreatedSandbox, type CreatedSandbox, type NewSandbox } from "#contract/sandbox.ts";
import { parseNothing, request } from "./request.ts";

/** The state-changing requests, one function each; they throw `RequestFailed`. The fleet store calls them and keeps the marks. */
export interface SandboxActions {
  readonly kill: (id: string) => Promise<void>;
  readonly pause: (id: string) => Promise<void>;
  /** Connects, which resumes a paused sandbox for `timeoutSeconds` from now (contract 6). */
  readonly resume: (id: string, timeoutSeconds: number) => Promise<void>;
  /** Sets the deadline to `timeoutSeconds` from now, earlier or later than it was. */
  readonly extend: (id: string, timeoutSeconds: number) => Promise<void>;
  readonly create: (body: NewSandbox) => Promise<CreatedSandbox>;
}

export function createActions(upstream: string): SandboxActions {
  return {
    kill: async (id) => {
      await request(upstream, { endpoint: "killSandbox", parameters: { id }, parse: parseNothing });
    },
    pause: async (id) => {
      await request(upstream, { endpoint: "pauseSandbox", parameters: { id }, parse: parseNothing });
    },
    resume: async (id, timeoutSeconds) => {
      const body = { timeout: timeoutSeconds };
      await request(upstream, {
        endpoint: "connectSandbox",
        parameters: { id },
        body,
        parse: parseCreatedSandbox,
      });
    },
    extend: async (id, timeoutSeconds) => {
      const body = { timeout: timeoutSeconds };
      await request(upstream, { endpoint: "setTimeout", parameters: { id }, body, parse: parseNothing });
    },
    create: async (body) =>
      (
        await request(upstream, {
          endpoint: "createSandbox",
          parameters: {},
          body,
          parse: parseCreatedSandbox,
        })
      ).value,
  };
}
