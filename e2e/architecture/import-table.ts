/** Which part of the tree may import what. The whole table is in docs/architecture.md in words; here it is enforced. */
export interface Row {
  /** `a/b/**`: everything below; `a/b/*`: the files right in it; otherwise one file. The most specific row counts. */
  readonly files: string;
  /** Folders and files it may import, besides its own. */
  readonly may: readonly string[];
  /** Of these only types. */
  readonly typesOf?: readonly string[];
  readonly packages?: readonly string[];
  /** Runs in Node, so `node:` modules are there. */
  readonly node?: true;
  /** May hold components. */
  readonly tsx?: true;
  /** May import what it computes a name for. */
  readonly computed?: true;
}

const CONTRACT = "src/contract";
const QUERY = "src/query";
const LIB = "src/web/lib";
const STRINGS = "src/web/strings";
const DESIGN = "src/web/design";
const VIEW = "src/web/view";
const PREFS = "src/web/prefs";
const DATA = "src/web/data";
const FLEET = "src/web/fleet";

const belowFeatures = [CONTRACT, QUERY, LIB, STRINGS, DESIGN, VIEW, PREFS, DATA, FLEET];
const tanstack = ["@tanstack/react-query", "@tanstack/react-table", "@tanstack/react-virtual"];

export const importTable: readonly Row[] = [
  { files: "src/contract/**", may: [], packages: ["valibot"] },
  { files: "src/query/**", may: [CONTRACT] },
  { files: "src/query/testing/**", may: [CONTRACT, QUERY], packages: ["fast-check", "vitest"] },
  // Judges the code that queries become by running it.
  { files: "src/query/in-node/**", may: [CONTRACT, QUERY, "src/engine/support", "e2e/support"], node: true },
  { files: "src/web/lib/**", may: [], packages: ["react"] },
  { files: "src/web/strings/**", may: [LIB] },
  {
    files: "src/web/design/**",
    may: [STRINGS, LIB],
    packages: ["react", "react-dom", "react-aria-components", ...tanstack],
    tsx: true,
  },
  { files: "src/web/view/**", may: [CONTRACT, QUERY, LIB], packages: ["react", "valibot"] },
  { files: "src/web/prefs/**", may: [CONTRACT, QUERY, LIB, VIEW], packages: ["react", "valibot"] },
  {
    files: "src/web/data/**",
    may: [CONTRACT, QUERY, LIB, PREFS],
    packages: ["react", "@tanstack/react-query"],
  },
  {
    files: "src/web/fleet/**",
    may: [CONTRACT, QUERY, LIB, PREFS, DATA],
    packages: ["react", "@tanstack/react-query"],
  },
  // The application itself only dynamically, see docs/architecture.md.
  { files: "src/web/boot.ts", may: [CONTRACT, QUERY, LIB, "src/web/main.tsx"] },
  {
    files: "src/web/features/*/**",
    may: belowFeatures,
    packages: ["react", "react-aria-components", ...tanstack],
    tsx: true,
  },
  // Judges the code that the dialog shows by running it.
  {
    files: "src/web/features/create/in-node/**",
    may: [...belowFeatures, "src/web/features/create"],
    node: true,
  },
  {
    files: "src/web/pages/**",
    may: [...belowFeatures, "src/web/features"],
    packages: ["react", ...tanstack],
    tsx: true,
  },
  {
    files: "src/web/app/**",
    may: [...belowFeatures, "src/web/features", "src/web/pages"],
    packages: ["react", "react-dom", "react-aria-components", ...tanstack],
    tsx: true,
  },
  { files: "src/web/main.tsx", may: ["src/web/app"], packages: ["react", "react-dom"], tsx: true },
  // What answers requests shares one way to write a reply, and the shape of the settings.
  {
    files: "src/server/proxy/**",
    may: [CONTRACT, "src/server/reply.ts"],
    typesOf: ["src/server"],
    packages: ["undici"],
    node: true,
  },
  {
    files: "src/server/static/**",
    may: [CONTRACT, "src/server/reply.ts"],
    typesOf: ["src/server"],
    node: true,
  },
  // What runs inside the bundler.
  { files: "src/server/build/**", may: [CONTRACT], packages: ["vite"], node: true },
  {
    files: "src/server/dev/**",
    may: [CONTRACT, "src/server", "src/engine/index.ts"],
    packages: ["vite"],
    node: true,
  },
  { files: "src/server/bench/**", may: [CONTRACT], node: true },
  {
    files: "src/server/*",
    may: [CONTRACT, "src/server", "src/engine/index.ts", "package.json"],
    packages: ["undici"],
    node: true,
  },
  { files: "src/engine/**", may: [CONTRACT, "src/sqlite"], packages: ["valibot"], node: true },
  {
    files: "src/engine/support/**",
    may: [CONTRACT, "src/engine", "src/sqlite"],
    packages: ["vitest", "novita-sandbox", "e2b"],
    node: true,
  },
  { files: "src/sqlite/**", may: [CONTRACT], packages: ["libsql"], node: true },
  { files: "src/launch/**", may: [], node: true, computed: true },
  { files: "src/launch/fixture-project.ts", may: ["src/launch"], packages: ["vitest"], node: true },
  {
    files: "e2e/**",
    may: [CONTRACT],
    packages: [
      "@playwright/test",
      "@axe-core/playwright",
      "axe-core",
      "vitest",
      "fast-check",
      "vite",
      "novita-sandbox",
      "e2b",
    ],
    node: true,
  },
];

/** What `*.test.ts` beside the code may import on top of its row. */
export const forTests = {
  may: ["e2e/support"],
  packages: ["vitest", "fast-check", "vite", "novita-sandbox", "e2b"],
} as const;

/** What benches may import on top of their row: all of their own area, and Node. */
export const forBenches = {
  may: [CONTRACT, "e2e/support", "e2e/bench"],
  packages: ["vitest", "undici", "vite"],
} as const;

/** The folder within which imports are relative; across it they are written `#…`. */
export function areaOf(path: string): string {
  const folders = path.split("/").slice(0, -1);
  const depth = folders[0] === "e2e" ? 1 : folders[1] !== "web" ? 2 : folders[2] === "features" ? 4 : 3;
  return folders.slice(0, depth).join("/");
}
