import { QueryClient } from "@tanstack/react-query";

/**
 * React Query is the transport: it de-duplicates, cancels and remembers. It never repeats a request by itself, because only the
 * fleet store knows when waiting and repeating is right.
 */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: 5_000,
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
