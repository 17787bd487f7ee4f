import { createContext, useContext, useMemo, useRef, useState, type ReactNode } from "react";
import { designStrings } from "#web/strings/design.ts";
import { IconButton } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";
import { FocusHomeContext } from "./overlays.ts";

export interface Toast {
  readonly tone: "info" | "danger";
  readonly text: string;
}

export interface Toasts {
  /** Shows a message until it is dismissed, and reads it out. */
  readonly show: (toast: Toast) => void;
  /** Reads a message out without showing it. */
  readonly announce: (text: string) => void;
}

const ToastsContext = createContext<Toasts | undefined>(undefined);

/** Throws outside `ToastProvider`, which is a mistake in the code. */
export function useToasts(): Toasts {
  const toasts = useContext(ToastsContext);
  if (!toasts) throw new Error("useToasts is used outside ToastProvider");
  return toasts;
}

/** At most this many at once; older ones make room. */
const MOST = 4;

/** Messages above the status line, which they must not hide. They stay until dismissed: nothing an operator should read vanishes by itself. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<readonly Toast[]>([]);
  const [spoken, setSpoken] = useState("");
  const goHome = useContext(FocusHomeContext);
  const toasts = useMemo<Toasts>(
    () => ({
      show: (toast) =>
        setShown((before) => [...before.filter(({ text }) => text !== toast.text), toast].slice(-MOST)),
      // Said twice in a row, the text must change to be read out again.
      announce: (text) => setSpoken((before) => (before === text ? `${text}\u200B` : text)),
    }),
    [],
  );
  /** Where the focus came from, and goes once a message is read. */
  const before = useRef<EventTarget>(null);
  const section = useRef<HTMLElement>(null);
  const dismiss = (text: string) => {
    setShown((those) => those.filter((toast) => toast.text !== text));
    if (!(before.current instanceof HTMLElement)) return;
    before.current.focus();
    if (document.activeElement !== before.current) goHome();
  };
  return (
    <ToastsContext value={toasts}>
      {children}
      <section
        ref={section}
        aria-label={designStrings.notifications}
        data-react-aria-top-layer=""
        className="pointer-events-none fixed inset-x-4 bottom-10 z-50 flex flex-col items-center gap-2"
      >
        <p aria-live="polite" className="sr-only">
          {spoken}
        </p>
        <div aria-live="polite" className="flex max-w-full flex-col gap-2">
          {shown.map((toast) => (
            <div
              key={toast.text}
              className={classNames(
                "pointer-events-auto flex max-w-xl items-start gap-2 rounded-box border bg-bg-raised py-2 ps-3 pe-1 shadow-float",
                toast.tone === "danger" ? "border-danger-text" : "border-line-strong",
              )}
            >
              <Icon
                name={toast.tone === "danger" ? "warning" : "info"}
                className={classNames("mt-0.5 shrink-0", toast.tone === "danger" && "text-danger-text")}
              />
              <p className="min-w-0 py-0.5 break-words">{toast.text}</p>
              <IconButton
                size="small"
                icon="close"
                label={designStrings.dismiss(toast.text)}
                onFocus={({ relatedTarget }) => {
                  if (!section.current?.contains(relatedTarget)) before.current = relatedTarget;
                }}
                onClick={() => dismiss(toast.text)}
              />
            </div>
          ))}
        </div>
      </section>
    </ToastsContext>
  );
}
