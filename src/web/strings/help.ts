/** Keys and what they do, in groups. */
export const helpStrings = {
  title: "Keyboard help",
  done: "Done",
  groups: [
    {
      name: "In the table",
      keys: [
        { keys: "↓ or j, ↑ or k", does: "Next and previous sandbox" },
        { keys: "Page Down, Page Up, Home, End", does: "Further, and to the ends" },
        { keys: "Space or x", does: "Select; with Shift and an arrow, extend" },
        { keys: "Ctrl A, Esc", does: "Select all loaded, select none" },
        { keys: "Enter or o", does: "Open the details" },
        { keys: "c", does: "Copy the id" },
        { keys: "p", does: "Pause" },
        { keys: "Delete", does: "Kill, after a question" },
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
