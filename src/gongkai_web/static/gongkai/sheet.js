// A statutory table under the fingers: Enter and arrows move, a copied row or block of figures is put in whole.

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0] };

function rowsOf(input) {
  const rows = [...input.closest("table").rows].map((row) => [...row.querySelectorAll("input.figure")]);
  return rows.filter((row) => row.length);
}

function placeOf(input, rows) {
  const row = rows.findIndex((cells) => cells.includes(input));
  return [row, rows[row].indexOf(input)];
}

export function moveInSheets(event) {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = destination(event);
  if (event.key === "Enter") event.preventDefault();
  if (!target) return;
  event.preventDefault();
  target.focus();
  target.select();
}

function destination(event) {
  const input = event.target;
  const rows = rowsOf(input);
  const [row, column] = placeOf(input, rows);
  if (event.key in STEPS) {
    const step = event.key === "Enter" && event.shiftKey ? -1 : STEPS[event.key][0];
    const cells = rows[row + step];
    return cells && cells[Math.min(column, cells.length - 1)];
  }
  const atStart = input.selectionStart === 0;
  const atEnd = input.selectionEnd === input.value.length;
  if (event.key === "ArrowLeft" && atStart) return rows[row][column - 1];
  if (event.key === "ArrowRight" && atEnd) return rows[row][column + 1];
  return null;
}

// Pairs of field and text for a block copied from a spreadsheet; null where the browser's own paste will do.
export function pasteIntoSheet(event) {
  const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
  if (!/[\t\n]/.test(text)) return null;
  const rows = rowsOf(event.target);
  const [row, column] = placeOf(event.target, rows);
  return text.split("\n").flatMap((line, y) =>
    line
      .split("\t")
      .map((figure, x) => [rows[row + y]?.[column + x], figure.trim()])
      .filter(([field, figure]) => field && figure !== ""),
  );
}
