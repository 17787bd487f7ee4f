/** A query to start from. It says nothing of columns, which stay as this browser remembers them. */
interface BuiltInView {
  readonly id: "all" | "running" | "paused" | "ending" | "old" | "unowned";
  /** A query text in canonical form. */
  readonly text: string;
}

/** Views that are always there, in the order of the list. Their names are in the catalogue. */
export const builtInViews: readonly BuiltInView[] = [
  { id: "all", text: "" },
  { id: "running", text: "state:running" },
  { id: "paused", text: "state:paused" },
  { id: "ending", text: "ends:<5m" },
  { id: "old", text: "age:>1d" },
  { id: "unowned", text: "-has:owner -has:user -has:user_id -has:userId" },
];
