import { useQuery } from "@tanstack/react-query";
import { consoleInfoOptions } from "./console-info.ts";

/** What the server tells about itself; `info` is absent while it is asked, and `error` says why there is none. */
export function useConsoleInfo() {
  const { data, error } = useQuery(consoleInfoOptions());
  return { info: data, error };
}
