import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

const box =
  "inline-flex min-w-0 items-center gap-1 rounded-chip border px-1.5 font-mono text-xs leading-[18px]";

/** A small piece of information, such as `demo data`. */
export function Chip({
  children,
  className,
  ...rest
}: ComponentProps<"span"> & { readonly children: ReactNode }) {
  return (
    <span {...rest} className={classNames(box, "border-line bg-bg-sunken", className)}>
      {children}
    </span>
  );
}
