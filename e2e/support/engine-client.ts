import type { NewSandbox } from "#contract/sandbox.ts";

/** What a test wants of a sandbox; the rest is as a program leaves it. */
export type Wanted = Partial<Omit<NewSandbox, "metadata">> & {
  readonly metadata?: Readonly<Record<string, string>>;
};

export interface Listed {
  readonly sandboxID: string;
  readonly state: string;
  readonly templateID: string;
  readonly startedAt: string;
  readonly endAt: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The API as a program sees it, to arrange a fleet and to judge what became of it. Every unexpected status throws. */
export interface EngineClient {
  readonly create: (wanted?: Wanted) => Promise<string>;
  /** A few at a time, so that their order is only roughly that of the ids. */
  readonly createMany: (count: number, wanted: (index: number) => Wanted) => Promise<readonly string[]>;
  readonly kill: (id: string) => Promise<void>;
  readonly pause: (id: string) => Promise<void>;
  readonly get: (id: string) => Promise<Listed | undefined>;
  readonly list: (search?: string) => Promise<readonly Listed[]>;
}

/** How many creations are under way at once. */
const AT_ONCE = 8;

export function engineClient(url: string, key: string): EngineClient {
  async function call(
    method: string,
    path: string,
    expected: readonly number[],
    body?: unknown,
  ): Promise<Response> {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { "x-api-key": key, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!expected.includes(response.status))
      throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response;
  }

  async function create(wanted: Wanted = {}): Promise<string> {
    const body = { templateID: "base", timeout: 3600, secure: true, ...wanted };
    const reply: { sandboxID: string } = await (await call("POST", "/sandboxes", [201], body)).json();
    return reply.sandboxID;
  }

  return {
    create,
    createMany: async (count, wanted) => {
      const ids: string[] = [];
      for (let from = 0; from < count; from += AT_ONCE) {
        const batch = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, index) =>
          create(wanted(from + index)),
        );
        ids.push(...(await Promise.all(batch)));
      }
      return ids;
    },
    kill: async (id) => void (await call("DELETE", `/sandboxes/${id}`, [204])),
    pause: async (id) => void (await call("POST", `/sandboxes/${id}/pause`, [204])),
    get: async (id) => {
      const response = await call("GET", `/sandboxes/${id}`, [200, 404]);
      return response.status === 404 ? undefined : response.json();
    },
    list: async (search = "") => (await call("GET", `/v2/sandboxes${search}`, [200])).json(),
  };
}
