// Beside the item being scored, show what the applicant wrote about it.
const pane = document.querySelector("[data-review-answers] .review__scroll");
const wide = matchMedia("(min-width: 80rem)");
const answers = document.querySelector("[data-review-answers]");
if (answers && !wide.matches) answers.open = false;

function said(key) {
  return document.getElementById(`said-item-${key}`);
}

function show(key) {
  const part = said(key);
  if (!part || !pane) return;
  for (const other of pane.querySelectorAll(".is-asked")) other.classList.remove("is-asked");
  part.classList.add("is-asked");
  if (wide.matches) pane.scrollTop += part.getBoundingClientRect().top - pane.getBoundingClientRect().top - 12;
}

for (const form of document.querySelectorAll("form[data-item]"))
  form.addEventListener("focusin", () => show(form.dataset.item));

for (const link of document.querySelectorAll("[data-said]"))
  link.addEventListener("click", (event) => {
    answers.open = true;
    show(link.dataset.said);
    if (wide.matches) event.preventDefault();
  });
