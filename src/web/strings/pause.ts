export const pauseStrings = {
  paused: (id: string) => `${id} paused`,
  notPaused: (id: string, reason: string) => `${id} was not paused. ${reason}`,
} as const;
