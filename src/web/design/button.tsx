import { useId, type ComponentProps, type MouseEvent } from "react";
import { classNames } from "./class-names.ts";
import { Icon, type IconName } from "./icon.tsx";

type Variant = "primary" | "secondary" | "quiet" | "danger";

const variantClasses: Readonly<Record<Variant, string>> = {
  primary: "bg-accent text-accent-fg border-transparent hover:brightness-110",
  secondary: "bg-bg-raised text-fg border-line-strong hover:bg-bg-hover",
  quiet: "bg-transparent text-fg border-transparent hover:bg-bg-hover",
  danger: "bg-danger text-danger-fg border-transparent hover:brightness-110",
};

interface Shared {
  readonly variant?: Variant;
  readonly size?: "regular" | "small";
  /** Why it cannot be used now. It stays focusable, so that the reason can be read. */
  readonly disabledReason?: string | undefined;
}

type ButtonProps = Shared & Omit<ComponentProps<"button">, "disabled"> & { readonly icon?: IconName };

/** A button that says the verb and the object, and when it cannot be used, why. */
export function Button({
  variant = "secondary",
  size = "regular",
  disabledReason,
  icon,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <BareButton
      {...rest}
      disabledReason={disabledReason}
      onClick={onClick}
      className={classNames(
        "inline-flex items-center justify-center gap-1.5 rounded-box border font-medium whitespace-nowrap",
        size === "regular" ? "min-h-8 px-3 text-sm" : "min-h-6 px-2 text-xs",
        variantClasses[variant],
        className,
      )}
    >
      {icon && <Icon name={icon} />}
      {children}
    </BareButton>
  );
}

type IconButtonProps = Shared &
  Omit<ComponentProps<"button">, "disabled" | "children" | "aria-label"> & {
    /** The accessible name, with its object: "Copy id iabc". Also the tooltip. */
    readonly label: string;
    readonly icon: IconName;
  };

/** A square button with an icon alone; its name is the tooltip. */
export function IconButton({
  label,
  icon,
  variant = "quiet",
  size = "regular",
  disabledReason,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <BareButton
      title={disabledReason ?? label}
      {...rest}
      aria-label={label}
      disabledReason={disabledReason}
      className={classNames(
        "inline-grid shrink-0 place-items-center rounded-box border",
        size === "regular" ? "size-8" : "size-6",
        variantClasses[variant],
        className,
      )}
    >
      <Icon name={icon} />
    </BareButton>
  );
}

function BareButton({
  disabledReason,
  onClick,
  className,
  children,
  ...rest
}: Omit<ComponentProps<"button">, "disabled"> & { readonly disabledReason?: string | undefined }) {
  const reasonId = useId();
  const isDisabled = disabledReason !== undefined;
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    if (isDisabled) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <>
      <button
        type="button"
        title={disabledReason}
        {...rest}
        className={classNames(className, isDisabled && "cursor-not-allowed opacity-60")}
        aria-disabled={isDisabled || undefined}
        aria-describedby={isDisabled ? reasonId : rest["aria-describedby"]}
        onClick={click}
      >
        {children}
      </button>
      {isDisabled && (
        <span id={reasonId} hidden>
          {disabledReason}
        </span>
      )}
    </>
  );
}
