import type { ReactNode } from "react";
import { IconButton } from "#web/design/button.tsx";
import { barStrings } from "#web/strings/bar.ts";
import { Freshness } from "./freshness.tsx";
import { QuotaChip } from "./quota-chip.tsx";
import { ThemeButton } from "./theme-button.tsx";
import { UpstreamChip } from "./upstream-chip.tsx";

interface BarProps {
  /** The button that opens the list of views. */
  readonly views: ReactNode;
  readonly onHelp: () => void;
}

/**
 * What is looked at, how old it is, and how the page looks: always in sight. What comes later (the upstream's name, the quota) has its room
 * from the start, so that nothing moves.
 */
export function Bar({ views, onHelp }: BarProps) {
  return (
    <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-bg-raised px-3 py-1.5 max-sm:gap-x-2">
      <p className="flex items-center gap-2 font-semibold">
        <Mark />
        <span className="max-[959px]:sr-only">{barStrings.product}</span>
      </p>
      <UpstreamChip />
      <div className="max-md:flex-1 max-md:text-end">
        <QuotaChip />
      </div>
      <div className="flex shrink-0 items-center gap-x-2 gap-y-1 max-[719px]:w-full max-[719px]:justify-end max-[359px]:flex-wrap">
        <div className="min-w-0 max-[719px]:me-auto">{views}</div>
        <Freshness />
        <ThemeButton />
        <IconButton icon="help" label={barStrings.help} onClick={onHelp} />
      </div>
    </header>
  );
}

/** The product's mark: sand under water. */
function Mark() {
  return (
    <svg
      aria-hidden="true"
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      strokeLinecap="round"
      strokeWidth="2"
    >
      <path d="M2.5 13.5c2.5-2.5 5-2.5 7.5 0s5 2.5 7.5 0" className="stroke-accent" />
      <path d="M4.5 8h11" className="stroke-fg-muted" />
    </svg>
  );
}
