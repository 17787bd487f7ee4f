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

/** A chip that does something when clicked, such as filtering by the pair it shows. */
export function ChipButton({
  children,
  className,
  ...rest
}: ComponentProps<"button"> & { readonly children: ReactNode }) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames(
        box,
        "border-line bg-bg-sunken hover:border-line-strong hover:bg-bg-hover",
        className,
      )}
    >
      {children}
    </button>
  );
}
