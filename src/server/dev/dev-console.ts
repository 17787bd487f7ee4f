import type { Plugin } from "vite";

export function devConsole(): Plugin {
  return { name: "sandbar:dev" };
}
