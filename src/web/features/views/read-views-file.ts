import { fail, ok, type Result } from "#contract/result.ts";
import { readViews, type ReadViews } from "#web/prefs/view-codec.ts";
import { viewStrings } from "#web/strings/views.ts";

const MOST_BYTES = 1_000_000;

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
  const read = readViews(text);
  return read.ok ? ok(read.value) : fail(fileProblems[read.error]);
}
