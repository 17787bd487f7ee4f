import type { HtmlTagDescriptor, Plugin } from "vite";

/**
 * Lets the application's files download beside the small boot entry, which would otherwise ask for them only once it runs: the page
 * preloads the scripts that the entry imports dynamically and what those import, and links their style sheets.
 */
export function preloadMain(): Plugin {
  return {
    name: "sandbar:preload-main",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle = {}, chunk: entry }) {
        const scripts = new Set<string>();
        const styles = new Set<string>();
        const add = (fileName: string): void => {
          const chunk = bundle[fileName];
          if (chunk?.type !== "chunk" || scripts.has(fileName)) return;
          scripts.add(fileName);
          for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style);
          chunk.imports.forEach(add);
        };
        // What the entry runs on may be in files beside it, which the page loads itself.
        const own = [entry?.fileName, ...(entry?.imports ?? [])].map((name) => bundle[name ?? ""]);
        for (const chunk of own) if (chunk?.type === "chunk") chunk.dynamicImports.forEach(add);
        for (const known of own) scripts.delete(known?.fileName ?? "");
        for (const known of entry?.viteMetadata?.importedCss ?? []) styles.delete(known);
        return [
          ...[...scripts].map((name) => link("modulepreload", name)),
          ...[...styles].map((name) => link("stylesheet", name)),
        ];
      },
    },
  };
}

const link = (rel: string, fileName: string): HtmlTagDescriptor => ({
  tag: "link",
  attrs: { rel, crossorigin: true, href: `/${fileName}` },
  injectTo: "head",
});
