export const valueMenuStrings = {
  only: (pair: string) => `Only ${pair}`,
  exclude: (pair: string) => `Exclude ${pair}`,
  copy: (pair: string) => `Copy ${pair}`,
  addColumn: (key: string) => `Add ${key} as column`,
  groupBy: (key: string) => `Group by ${key}`,
  nowGrouped: (key: string) => `Grouped by ${key}`,
  confirmCopy: (key: string) => `The value of ${key} is masked. Copy it in the clear?`,
  nowOnly: (pair: string) => `Only ${pair} now`,
  nowExcluded: (pair: string) => `${pair} excluded`,
  columnAdded: (key: string) => `Column ${key} added`,
  actionsFor: (pair: string) => `Actions for ${pair}`,
} as const;
