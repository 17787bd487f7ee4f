/** One set, drawn on 16 px with a stroke of 1.5. */
const paths = {
  plus: "M8 3v10M3 8h10",
  close: "m4 4 8 8m0-8-8 8",
  copy: "M5.5 5.5h7v7h-7zM3.5 10.5v-7h7",
  check: "m3 8.5 3.2 3L13 4.5",
  pause: "M5.5 3.5v9m5-9v9",
  play: "M5 3.5v9l7-4.5z",
  kill: "M8 2.5v5.5M5 4.3a5 5 0 1 0 6 0",
  clock: "M8 4.5V8l2.3 1.6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0",
  refresh: "M13 8a5 5 0 1 1-1.5-3.6M13 2.5v3h-3",
  sun: "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1.5V3m0 10v1.5M1.5 8H3m10 0h1.5M3.4 3.4l1 1m7.2 7.2 1 1m0-9.2-1 1m-7.2 7.2-1 1",
  moon: "M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5",
  screen: "M2.5 3.5h11v7h-11zM6 13.5h4m-2-3v3",
  eye: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8M8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
  eyeOff:
    "M2.5 2.5l11 11M6.2 4A6.5 6.5 0 0 1 8 3.5C12 3.5 14.5 8 14.5 8a11 11 0 0 1-2 2.5M4 5.2A11 11 0 0 0 1.5 8S4 12.5 8 12.5a6 6 0 0 0 2.2-.4",
  up: "m4 9.5 4-4 4 4",
  down: "m4 6.5 4 4 4-4",
  sort: "m5 6 3-3 3 3m-6 4 3 3 3-3",
  warning: "M8 2.5 14 13H2zM8 6.5v3m0 1.8v.1",
  info: "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0M8 7.5v3.2M8 5.2v.1",
  help: "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0M6.3 6.3a1.7 1.7 0 1 1 2.5 1.6c-.6.3-.8.6-.8 1.2m0 1.9v.1",
  filter: "M2.5 4h11M4.5 8h7m-4.5 4h2",
  link: "M6.5 9.5 9.5 6.5M7 4.5l1-1a3 3 0 0 1 4.5 4.5l-1 1m-2.5 2.5-1 1A3 3 0 0 1 3.5 8l1-1",
  external: "M9.5 3h3.5v3.5M13 3 7.5 8.5M11 9.5v3.5H3V5h3.5",
  code: "m5.5 4.5-3.5 3.5 3.5 3.5m5-7 3.5 3.5-3.5 3.5",
  left: "m9.5 4-4 4 4 4",
  right: "m6.5 4 4 4-4 4",
  minus: "M3 8h10",
  pin: "M5.5 2.5h5M6.5 2.5v4L4.5 9h7l-2-2.5v-4M8 9v4.5",
  width: "M3 3v10m10-10v10M5.5 8h5m-3.5-2L5 8l2 2m2-4 2 2-2 2",
  columns: "M2.5 3.5h11v9h-11zM6.2 3.5v9m3.6-9v9",
  text: "M6 3.5h4M8 3.5v9m-2 0h4M2.5 5.5v5m11-5v5",
  exclude: "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0M3.8 12.2l8.4-8.4",
  facets: "M2.5 3.5h11v9h-11zM6.5 3.5v9M4 6h1M4 8.2h1",
  group: "M2.5 3.5h11M5 7h8.5M5 10h8.5M5 13h8.5",
  more: "M3.5 8v.1M8 8v.1m4.5-.1v.1",
} as const;

export type IconName = keyof typeof paths;

/** Decoration only: whatever it means must also stand in words. */
export function Icon({ name, className }: { readonly name: IconName; readonly className?: string }) {
  return (
    <svg
      aria-hidden="true"
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className ?? "shrink-0"}
    >
      <path d={paths[name]} />
    </svg>
  );
}
