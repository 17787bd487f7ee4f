import { parseObject } from "#query/capability-memory.ts";
import { RequestFailed } from "./request.ts";

/** What the page asks for by itself and not every upstream has. */
export type OptionalEndpoint = "quota" | "events";

/** What the upstream has answered not to have, kept in the browser for a day. */
export interface Unserved {
  /** Asks, unless that is known: then it fails as `not-offered` at once. */
  readonly ask: <T>(endpoint: OptionalEndpoint, request: () => Promise<T>) => Promise<T>;
  /** Lets all be asked for again. */
  readonly forget: () => void;
}

/** The upstream's answer that it has no such thing, as opposed to none. */
export const isUnserved = (error: unknown): boolean =>
  error instanceof RequestFailed && ["not-found", "not-offered", "invalid"].includes(error.failure.kind);

const DAY_MS = 24 * 60 * 60 * 1000;

interface UnservedDependencies {
  /** A name can mean another address tomorrow. */
  readonly upstream: { readonly name: string; readonly url: string };
  readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined;
  /** Milliseconds since 1970 by this computer: the upstream's time is not known yet when this is asked first. */
  readonly ownNow: () => number;
}

export function createUnserved({ upstream, storage, ownNow }: UnservedDependencies): Unserved {
  const { name, url } = upstream;
  const place = `sandbar:unserved:${name}`;

  function kept(): Readonly<Record<string, unknown>> {
    const all = parseObject(storage?.getItem(place) ?? null);
    return all?.["url"] === url ? all : { url };
  }

  function isKnown(endpoint: OptionalEndpoint): boolean {
    const at = kept()[endpoint];
    const age = typeof at === "number" ? ownNow() - at : DAY_MS;
    return age >= 0 && age < DAY_MS;
  }

  return {
    ask: async (endpoint, request) => {
      // Without words: what an upstream does not have is left out of the page, and not told of.
      if (isKnown(endpoint)) throw new RequestFailed({ kind: "not-offered", endpoint, message: "" });
      try {
        return await request();
      } catch (error) {
        if (isUnserved(error))
          try {
            storage?.setItem(place, JSON.stringify({ ...kept(), [endpoint]: ownNow() }));
          } catch {
            // A full storage: it is asked for again with the next page load.
          }
        throw error;
      }
    },
    forget: () => storage?.removeItem(place),
  };
}
