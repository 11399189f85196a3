// "Another entry": a copy of the table's last row with the next number and nothing in it.
const MOST = 30;

function renumber(text, prefix, from, to) {
  return text.replaceAll(`${prefix}-${from}-`, `${prefix}-${to}-`);
}

function blankCopy(row, prefix, number) {
  const copy = row.cloneNode(true);
  const from = row.dataset.row;
  copy.dataset.row = number;
  for (const part of copy.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
    for (const kind of ["name", "id", "for", "aria-describedby"]) {
      const value = part.getAttribute(kind);
      if (value) part.setAttribute(kind, renumber(value, prefix, from, number));
    }
  }
  for (const control of copy.querySelectorAll("input, textarea, select")) control.value = "";
  for (const error of copy.querySelectorAll(".field__error")) error.remove();
  return copy;
}

for (const button of document.querySelectorAll("[data-add-row]")) {
  button.addEventListener("click", () => {
    const prefix = button.dataset.addRow;
    const rows = [...button.closest("[data-rows]").querySelectorAll("[data-row]")];
    const number = Math.max(...rows.map((row) => Number(row.dataset.row))) + 1;
    if (number >= MOST) return;
    const copy = blankCopy(rows.at(-1), prefix, number);
    rows.at(-1).after(copy);
    copy.querySelector("input, select, textarea")?.focus();
  });
}
