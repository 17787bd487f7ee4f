/** Whether a key belongs to an input method, which means something else by it. */
export const isComposing = (event: Pick<KeyboardEvent, "isComposing" | "key">): boolean =>
  event.isComposing || event.key === "Process";
