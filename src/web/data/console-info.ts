import { queryOptions } from "@tanstack/react-query";
import { parseConsoleInfo, type ConsoleInfo } from "#contract/console-info.ts";

/** What the server tells about itself. Throws with words when it cannot be had: nothing else can work then. */
export const consoleInfoOptions = () =>
  queryOptions({
    queryKey: ["console.json"],
    queryFn: async ({ signal }): Promise<ConsoleInfo> => {
      const response = await fetch("/console.json", { signal, headers: { accept: "application/json" } });
      if (!response.ok)
        throw new Error(`Sandbar's server answered ${response.status} when asked what it serves.`);
      const parsed = parseConsoleInfo(await response.json());
      if (!parsed.ok)
        throw new Error(
          `Sandbar's server and this page do not fit together (${parsed.error}). Reload the page.`,
        );
      return parsed.value;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
