/**
 * The same rows as simply as a page can show them: fetched at once, one line of text each in a list that scrolls, no framework and nothing
 * that can be pressed. What the console takes is compared with what this takes.
 */
export const plainPage = `<!doctype html>
<meta charset="utf-8" />
<title>Plain</title>
<style>
  body { margin: 0; font: 13px sans-serif; }
  ol { height: 780px; margin: 0; padding: 0; overflow-y: auto; list-style: none; }
  li { height: 32px; line-height: 32px; white-space: nowrap; overflow: hidden; }
</style>
<ol role="grid" tabindex="0"></ol>
<script>
  const list = document.querySelector("ol");
  let rows = [];
  const line = (row) => {
    const item = document.createElement("li");
    item.textContent = [row.sandboxID, row.state, row.alias, ...Object.entries(row.metadata).map((pair) => pair.join("=")),
      row.startedAt, row.endAt, row.cpuCount, row.memoryMB].join("  ");
    return item;
  };
  const show = (shown) => list.replaceChildren(...shown.map(line));
  window.plain = {
    filter: () => show(rows.filter((row) => row.metadata.region !== "r1")),
    sortNumber: () => show(rows.toSorted((a, b) => a.memoryMB - b.memoryMB)),
    sortText: () => show(rows.toSorted((a, b) => (a.alias < b.alias ? -1 : a.alias > b.alias ? 1 : 0))),
    all: () => show(rows),
  };
  fetch("/plain.json").then((reply) => reply.json()).then((all) => {
    rows = all;
    show(rows);
    document.title = "Ready";
  });
</script>
`;
