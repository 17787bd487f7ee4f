/** How to filter, and keys and what they do, in groups. */
export const helpStrings = {
  title: "Help",
  done: "Done",
  keys: "Keys",
  singleKeys: "Keys that work anywhere on the page.",
  singleKeysHint: "Switch them off when speech input or a stray hand presses them.",
  groups: [
    {
      name: "Anywhere",
      keys: [
        { keys: "/", does: "To the filter" },
        { keys: "?", does: "This help" },
      ],
    },
    {
      name: "In the filter",
      keys: [
        { keys: "Space, Enter", does: "Apply what is written; words to search for by Enter" },
        { keys: "↓ ↑, then Enter or Tab", does: "Take a suggestion" },
        { keys: "Alt ↓", does: "Filters used before, and views" },
        { keys: "← →, Home, End", does: "Among the conditions; with Shift, select them" },
        { keys: "Enter or F2 on a condition", does: "Edit it where it stands" },
        { keys: "Backspace, Delete", does: "Remove a condition" },
        { keys: "Ctrl C, X, V", does: "Copy, cut and paste conditions as text" },
        { keys: "Ctrl Z, Ctrl Shift Z", does: "Undo, and do again" },
        { keys: "Ctrl Enter", does: "Apply, and on to the table" },
        { keys: "Esc", does: "Close the list, then leave" },
      ],
    },
    {
      name: "In the table",
      keys: [
        { keys: "↓ or j, ↑ or k", does: "Next and previous sandbox" },
        { keys: "Page Down, Page Up, Home, End", does: "Further, and to the ends" },
        { keys: "Space or x", does: "Select; with Shift and an arrow, extend" },
        { keys: "Ctrl A, Esc", does: "Select all loaded, select none" },
        { keys: "Enter or o", does: "Open the details" },
        { keys: "c", does: "Copy the id" },
        { keys: "f", does: "What can be done with the row's first value, or the one in focus" },
        { keys: "Alt click on a value", does: "Hide all that have it, also in the facets" },
        { keys: "p", does: "Pause" },
        { keys: "Delete", does: "Kill, after a question" },
      ],
    },
    {
      name: "On the heading of a group",
      keys: [
        { keys: "→, ←, Enter", does: "Show its rows, hide them" },
        { keys: "Space or x", does: "Select all of it" },
      ],
    },
    {
      name: "In the table's headings",
      keys: [
        { keys: "← →, Home, End", does: "Along the headings" },
        { keys: "Enter", does: "Sort; again, the other way" },
        { keys: "Alt ↓", does: "The column's menu" },
        { keys: "Shift ← →", does: "Move the column" },
        { keys: "Tab, then ← →", does: "To its menu, then its edge: narrower and wider" },
        { keys: "↓", does: "Into the rows" },
      ],
    },
    {
      name: "In the details",
      keys: [
        { keys: "[ and ]", does: "Previous and next sandbox" },
        { keys: "Esc", does: "Close, back to the table" },
      ],
    },
    {
      name: "In the create dialog",
      keys: [
        { keys: "Enter", does: "From key to value, from value to the next row" },
        { keys: "Ctrl Enter", does: "Create" },
      ],
    },
  ],
} as const;
