import { fail, ok, type Result } from "#contract/result.ts";
import { readViews, type ReadViews } from "#web/prefs/view-codec.ts";
import { viewStrings } from "#web/strings/views.ts";

const MOST_BYTES = 1_000_000;
/** How long reading may keep the page from answering, in milliseconds. */
const SLICE_MS = 10;

/** Reads a file of views; the error is for people. Nothing of a file that is too large is read. */
export async function readViewsFile(file: Pick<File, "size" | "text">): Promise<Result<ReadViews, string>> {
  const { fileProblems } = viewStrings;
  if (file.size > MOST_BYTES) return fail(fileProblems["too-large"](file.size));
  let text: string;
  try {
    text = await file.text();
  } catch {
    // Gone, a folder, or on a disk that was taken out.
    return fail(fileProblems.unreadable);
  }
  const read = await readViews(text, createPause());
  return read.ok ? ok(read.value) : fail(fileProblems[read.error]);
}

function createPause(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
    since = performance.now();
  };
}
