/** How long the browser may take to read what it was given, in milliseconds. */
const READ_MS = 60_000;

/** Hands a text to the browser as a file to keep. The policy of the page allows it: nothing is loaded. */
export function downloadText(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), READ_MS);
}
