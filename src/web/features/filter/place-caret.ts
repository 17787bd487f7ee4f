/** Sets the caret once the field holds the text that is being given to it. */
export function placeCaret(field: HTMLInputElement | null, caret: number): void {
  queueMicrotask(() => field?.setSelectionRange(caret, caret));
}
