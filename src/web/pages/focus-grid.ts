/**
 * Gives focus to the table, when what held it is about to go: to the row of `id` if it is drawn, else to the row that was active. Waits until
 * React has taken the other thing away, which it does at the end of the event that it goes by, and no longer: a key would reach nothing.
 */
export function focusGrid(id?: string): void {
  queueMicrotask(() => {
    const rows = [...document.querySelectorAll<HTMLElement>('[role="grid"] tbody tr')];
    const row = rows.find((element) => id !== undefined && element.dataset["id"] === id);
    const active = row ?? rows.find((element) => element.tabIndex === 0);
    // Where no row is drawn, or none yet, whoever would be left with nothing goes on at the headings.
    const isLost = document.activeElement === document.body;
    (
      active ?? (isLost ? document.querySelector<HTMLElement>('[role="grid"] [data-heading]') : null)
    )?.focus();
  });
}
